"""The service as it is shipped: its exposure, games under its very system calls; and what spirald gives up by itself."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import unittest
from pathlib import Path

import release  # pylint: disable=unused-import
import seccomp
from spiral import BIN, SystemTest, wait_until
from wire import PATIENCE, TREE

UNIT = (TREE / "config/spirald.service").read_text()
EXPOSURE_MAX = 1.5
NOBODY = 65534

# What must stand in it wherever systemd-analyze is not there to count.
NEEDED = {
    "Type": "exec", "DynamicUser": "yes", "StateDirectory": "spiral", "StateDirectoryMode": "0700", "UMask": "0077",
    "Restart": "on-failure", "NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "AmbientCapabilities": "",
    "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes", "PrivateUsers": "yes",
    "ProtectHostname": "yes", "ProtectClock": "yes", "ProtectKernelTunables": "yes", "ProtectKernelModules": "yes",
    "ProtectKernelLogs": "yes", "ProtectControlGroups": "yes", "ProtectProc": "invisible", "ProcSubset": "pid",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6", "RestrictNamespaces": "yes", "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes", "LockPersonality": "yes", "MemoryDenyWriteExecute": "yes", "RemoveIPC": "yes",
    "SystemCallArchitectures": "native", "SystemCallErrorNumber": "EPERM", "LimitCORE": "0", "NoExecPaths": "/",
}


def settings():
    """The last value of each directive; filters add up."""
    return dict(re.findall(r"(?m)^(\w+)=(.*)$", UNIT))


class Shipped(unittest.TestCase):
    def test_directives(self):
        found = settings()
        self.assertEqual({name: found.get(name) for name in NEEDED}, NEEDED)
        self.assertRegex(found["ExecReload"], r"^/bin/kill -HUP \$MAINPID$")
        self.assertGreaterEqual(int(found["LimitNOFILE"]), 8192)

    def test_its_command_line_is_understood(self):
        words = shlex.split(settings()["ExecStart"])
        self.assertEqual(words[0], "/usr/local/bin/spirald")
        done = subprocess.run([BIN / "spirald", *words[1:], "--version"], capture_output=True, text=True, check=False,
                              timeout=30)
        self.assertEqual((done.returncode, done.stdout.split()[0]), (0, "spirald"), done.stderr)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd-analyze")
    def test_exposure(self):
        told = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager",
                               TREE / "config/spirald.service"], capture_output=True, text=True, check=False, timeout=60)
        level = re.search(r"Overall exposure level for \S+: ([\d.]+)", told.stdout)
        self.assertTrue(level, told.stdout + told.stderr)
        self.assertLessEqual(float(level[1]), EXPOSURE_MAX, told.stdout)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd-analyze")
    def test_there_are_only_known_words_in_it(self):
        """Told as a warning or an error; the program need not be installed."""
        told = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no",
                               TREE / "config/spirald.service"], capture_output=True, text=True, check=False, timeout=60)
        complaints = [line for line in told.stderr.splitlines()
                      if "spirald.service" in line and "is not executable" not in line and "ExecStart" not in line]
        self.assertEqual(complaints, [])


class OrdinaryTest(SystemTest):
    """The superuser, for whom SQLite and systemd do other things, is somebody else here."""

    def ordinary(self, *options, name="data", **settings):
        if os.getuid() != 0:
            return self.server(*options, name=name, **settings)
        self.directory.chmod(0o755)
        place = self.directory / name
        place.mkdir(mode=0o700)
        os.chown(place, NOBODY, NOBODY)
        return self.server(*options, name=name, program=self.installed() / "spirald", user=NOBODY, group=NOBODY,
                           extra_groups=[], **settings)


@unittest.skipIf(seccomp.why_not(), seccomp.why_not())
class UnderItsFilter(OrdinaryTest):
    def play(self, server):
        exercise = server.exercise("duel", wait_seats=2)
        self.finish([self.player(exercise, f"{name} {exercise.code}", "--auto") for name in ("Ann", "Ben")])

    def test_whatever_a_server_does_is_allowed(self):
        confine = seccomp.filter_of(UNIT)
        server = self.ordinary("--log", "debug", preexec_fn=confine).start()
        self.assertIn("\nSeccomp:\t2\n", (proc(server) / "status").read_text())
        self.play(server)
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: "certificate_reloaded" in server.log_text(), "a reload")
        server.restart()  # killed: it replays
        self.play(server)
        server.peers(server.exercise("seminar", wait_seats=2), 2)
        self.assertEqual(server.end()[0], 0)
        self.verify(server.data)

    def test_the_filter_filters(self):
        """One call less, and the server is ended for it: at its first sync, at the first who comes."""
        server = self.ordinary(name="sync", preexec_fn=seccomp.filter_of(UNIT, {"fsync", "fdatasync"}))
        self.assertEqual(server.launch(), "")
        self.assertEqual(server.let_go(PATIENCE), -signal.SIGSYS)
        server = self.ordinary(name="accept", preexec_fn=seccomp.filter_of(UNIT, {"accept", "accept4"})).start()
        with self.assertRaises(OSError):
            server.peer()
        self.assertEqual(server.let_go(PATIENCE), -signal.SIGSYS)


def proc(server):
    return Path("/proc") / str(server.process.pid)


class Confined(OrdinaryTest):
    """What spirald does whoever starts it."""

    def test_what_it_gives_up(self):
        server = self.server().start()
        status = (proc(server) / "status").read_text()
        self.assertIn("\nNoNewPrivs:\t1\n", status)
        self.assertIn("\nUmask:\t0077\n", status)
        limits = (proc(server) / "limits").read_text()
        self.assertRegex(limits, r"Max core file size +[01] +[01] ")

    def test_an_ordinary_user_is_told_nothing(self):
        server = self.ordinary().start()
        self.assertNotIn("superuser", server.log_text())
        self.assertNotRegex((proc(server) / "status").read_text(), r"\nUid:\t0\t")
        exercise = server.exercise("duel", wait_seats=2)
        self.finish([self.player(exercise, name, "--auto") for name in ("Ann", "Ben")])

    def test_the_superuser_is_warned(self):
        if os.getuid() != 0:
            self.skipTest("not the superuser")
        server = self.server().start()
        self.assertRegex(server.log_text(), r"(?m)^\S+ warn superuser ")


if __name__ == "__main__":
    unittest.main(verbosity=2)
