# Shared by ./play and tests/run, which source it: installs what is missing on Debian and builds. The caller
# has set `top`, the tree's top. What is there already is not touched, so a second run asks nobody for
# anything.

say() {
    printf '%s\n' "$*" >&2
}

give_up() {
    say "$0: $*"
    exit 1
}

missing_packages=()
missing_list=

# need PACKAGE WHY TEST...: notes the package when the test fails. The test tries the thing itself, so that a
# tool which came some other way counts as well.
need() {
    local package=$1 why=$2
    shift 2
    "$@" >/dev/null 2>&1 && return
    missing_packages+=("$package")
    missing_list+=$(printf '\n  %-24s %s' "$package" "$why")
}

has() {
    command -v "$1"
}

has_header() {
    printf '#include <%s>\n' "$@" | gcc -E -x c -o /dev/null -
}

# Debian's python3 has it, whichever python3 comes first.
has_terminal_emulator() {
    python3 -c 'import pyte' || /usr/bin/python3 -c 'import pyte'
}

# Of 18 or newer.
has_node() {
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)'
}

# Of 9 or newer.
has_npm() {
    local version
    version=$(npm --version) && [ "${version%%.*}" -ge 9 ]
}

need_for_building() {
    need gcc "compiles the C sources" has gcc
    need libc6-dev "headers of the C library" has_header stdio.h
    need cmake "configures the build" has cmake
    need ninja-build "runs the build" has ninja
    need pkg-config "finds the libraries below" has pkg-config
    need protobuf-c-compiler "makes C of the protocol's messages" has protoc-c
    need libprotobuf-c-dev "the protocol's messages" pkg-config --exists libprotobuf-c
    need libuv1-dev "the event loop" pkg-config --exists libuv
    need libssl-dev "encrypted connections" pkg-config --exists libssl libcrypto
    need libhttp-parser-dev "requests of browsers" has_header http_parser.h
    need libwslay-dev "WebSocket, which browsers speak" has_header wslay/wslay.h
    need libsqlite3-dev "the store of games" pkg-config --exists sqlite3
    need libgettextpo-dev "catalogues of sentences in several languages" has_header stdio.h gettext-po.h
    need libncurses-dev "the screen of the terminal client" has_header ncursesw/curses.h
    need libyaml-dev "scenario and configuration files" pkg-config --exists yaml-0.1
    need libjson-c-dev "cards of a debrief that is opened step by step" pkg-config --exists json-c
    need libqrencode-dev "a picture of an address for phones" pkg-config --exists libqrencode
    need nodejs "builds the browser client" has_node
    need npm "fetches what the browser client is built with" has_npm
    need protobuf-compiler "makes TypeScript of the protocol's messages" has protoc
    need ca-certificates "authorities by which npm knows where it fetches from" test -s /etc/ssl/certs/ca-certificates.crt
}

need_for_testing() {
    need libcmocka-dev "the C tests" has_header stdarg.h stddef.h setjmp.h stdint.h cmocka.h
    need clang-format "the test of the code's format" has clang-format
    need python3 "tests of the tree and of whole programs" has python3
    need python3-pyte "a terminal for the tests of the screen" has_terminal_emulator
    need openssl "certificates for tests" has openssl
    need procps "tests that watch processes" has ps
    need faketime "a wrong clock for a server" has faketime
    need binutils "the test that the rules are pure" has nm
    need chromium "the tests of the browser client" has chromium
}

# Installs what `need` found missing, or says what a person has to install by hand.
install_missing() {
    [ ${#missing_packages[@]} -gt 0 ] || return 0
    say "Spiral needs these Debian packages, which are not installed:$missing_list"
    local by_hand="apt-get install --no-install-recommends ${missing_packages[*]}"
    has apt-get >/dev/null ||
        give_up "this machine has no apt-get; please install the same things its own way and try again."
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        has sudo >/dev/null || give_up "please run, as root: $by_hand"
        root=(sudo)
    fi
    local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120)
    mkdir -p "$top/build"
    local log=$top/build/install.log
    say "Installing them ..."
    "${apt[@]}" update </dev/null >"$log" 2>&1 || show_and_give_up "$log" "apt-get update failed"
    "${apt[@]}" install -y --no-install-recommends "${missing_packages[@]}" </dev/null >>"$log" 2>&1 ||
        show_and_give_up "$log" "the installation failed; by hand: $by_hand"
}

show_and_give_up() {
    say "--- the end of $1"
    tail -n 30 "$1" >&2
    give_up "$2. The whole log: $1"
}

# Shows how far ninja is: one line that counts on a terminal, one line in all elsewhere. Silent if it does
# nothing.
show_progress() {
    local line begun= step='^\[([0-9]+)/([0-9]+)\] '
    while IFS= read -r line; do
        [[ $line =~ $step ]] || continue
        if [ -t 2 ]; then
            printf '\rBuilding Spiral (%s): %s of %s ' "$1" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
        elif [ -z "$begun" ]; then
            say "Building Spiral ($1) ..."
        fi
        begun=1
    done
    [ -z "$begun" ] || [ ! -t 2 ] || say
}

# build PRESET [TARGET...]: configures once, builds what changed. Two callers at a time take turns; the lock is not
# inherited by what runs later.
build() {
    local preset=$1 tree=$top/build/$1
    shift
    local targets=("${@/#/--target=}")
    mkdir -p "$tree"
    (
        flock 9
        # A tree that was moved or copied must be configured anew.
        if [ ! -e "$tree/build.ninja" ] ||
            ! grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$top" "$tree/CMakeCache.txt"; then
            cmake --fresh -S "$top" --preset "$preset" >"$tree/configure.log" 2>&1 ||
                show_and_give_up "$tree/configure.log" "configuring failed"
        fi
        set -o pipefail
        NINJA_STATUS='[%f/%t] ' cmake --build "$tree" "${targets[@]}" 2>&1 |
            tee "$tree/build.log" | show_progress "$preset" ||
            show_and_give_up "$tree/build.log" "the build failed"
    ) 9>"$tree/lock"
}
