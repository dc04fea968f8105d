# How every C file of Spiral is compiled.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(SPIRAL_WERROR "treat warnings as errors" OFF)
option(SPIRAL_SANITIZE "address and undefined-behaviour sanitizers" OFF)

add_compile_definitions(_XOPEN_SOURCE=700)
add_compile_options(-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
                    -Wcast-qual -Wwrite-strings -Wno-format-truncation -fno-common
                    -fstack-protector-strong)
if(SPIRAL_WERROR)
    add_compile_options(-Werror)
endif()
if(SPIRAL_SANITIZE)
    add_compile_options(-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_compile_definitions(_FORTIFY_SOURCE=2)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON) # the dice and the floor divisions are inlined across files
endif()
