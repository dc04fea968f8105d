"""`spiral doctor`: a server as a phone sees it, and everything else that may answer at an address, named with its
remedy and in bounded time."""

import base64
import hashlib
import http.server
import json
import os
import re
import resource
import socket
import ssl
import subprocess
import threading
import time
import unittest

from spiral import SystemTest, run
from wire import encode

STEP = 5  # seconds that one step may take


class Answerer:
    """Something that answers on a port, each connection in a thread of its own; `answer` gets the stream."""

    def __init__(self, answer, context=None):
        self.answer, self.context = answer, context
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                stream = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.one, args=(stream,), daemon=True).start()

    def one(self, stream):
        try:
            stream.settimeout(3 * STEP)
            with self.context.wrap_socket(stream, server_side=True) if self.context else stream as spoken:
                self.answer(spoken)
        except OSError:
            stream.close()  # the doctor went away

    def close(self):
        self.listener.close()


class Doctor(SystemTest):
    def openssl(self, *words, shift=0):
        """`shift`: so many days from now."""
        clock = ["faketime", f"{shift:+} days"] if shift else []
        done = subprocess.run([*clock, "openssl", *map(str, words)], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    def key(self, name):
        path = self.directory / f"{name}.key"
        self.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path)
        return path

    def authority(self):
        """A test's own; its certificate stands in `self.root`."""
        self.root, self.root_key = self.directory / "root.pem", self.key("root")
        self.openssl("req", "-x509", "-new", "-key", self.root_key, "-out", self.root, "-days", 30, "-subj",
                     "/CN=Test authority")

    def certificate(self, name="localhost", days=60, shift=0):
        """(chain, key) signed by the authority, good from `shift` days from now on."""
        key, wanted, chain = self.key(name), self.directory / f"{name}.csr", self.directory / f"{name}.pem"
        extensions = self.directory / f"{name}.ext"
        extensions.write_text(f"subjectAltName=DNS:{name}\n")
        self.openssl("req", "-new", "-key", key, "-out", wanted, "-subj", f"/CN={name}")
        self.openssl("x509", "-req", "-in", wanted, "-CA", self.root, "-CAkey", self.root_key, "-CAcreateserial",
                     "-out", chain, "-days", days, "-extfile", extensions, shift=shift)
        return chain, key

    def intermediate(self, days):
        """An authority that the authority signed, for so many days: it signs from now on. Its certificate."""
        key, wanted, out = self.key("middle"), self.directory / "middle.csr", self.directory / "middle.pem"
        extensions = self.directory / "middle.ext"
        extensions.write_text("basicConstraints=critical,CA:TRUE\n")
        self.openssl("req", "-new", "-key", key, "-out", wanted, "-subj", "/CN=Test authority in the middle")
        self.openssl("x509", "-req", "-in", wanted, "-CA", self.root, "-CAkey", self.root_key, "-CAcreateserial",
                     "-out", out, "-days", days, "-extfile", extensions)
        top, self.root, self.root_key = self.root, out, key
        return top, out

    def visit(self, place, *words, roots=None):
        """(exit status, findings by check) and how long it took."""
        environment = {**os.environ, "SSL_CERT_FILE": str(roots or self.directory / "none.pem"),
                       "SSL_CERT_DIR": str(self.directory)}
        begun = time.monotonic()
        done = run("doctor", place, "--json", *words, env=environment)
        self.seconds = time.monotonic() - begun
        self.assertEqual(done.stderr, "")
        told = json.loads(done.stdout)
        self.assertEqual(told["healthy"], done.returncode == 0)
        for check in told["checks"]:
            self.assertEqual("remedy" in check, check["verdict"] != "good", check)
            self.assertTrue(check["reason"])
        return done.returncode, {check["check"]: check["finding"] for check in told["checks"]}

    def answerer(self, answer, context=None):
        answerer = Answerer(answer, context)
        self.addCleanup(answerer.close)
        return f"https://127.0.0.1:{answerer.port}"

    # ---- servers

    def test_a_server_as_it_starts(self):
        server = self.server().start()
        status, found = self.visit(f"https://127.0.0.1:{server.port}", "--data", server.data)
        self.assertEqual(status, 1)
        self.assertEqual(found.pop("chain"), "chain_self")
        self.assertEqual(found.pop("port"), "port_odd")
        self.assertEqual(found.pop("address"), "address_loopback")
        self.assertIn(found.pop("files"), ("files_good", "files_few"))
        self.assertIn(found.pop("disk"), ("disk_good", "disk_low"))
        self.assertEqual(found, {"connect": "connect_good", "tls": "tls_good", "name": "name_good", "days": "days_good",
                                 "alpn": "alpn_good", "pages": "pages_good", "clock": "clock_good",
                                 "socket": "socket_good", "poll": "poll_good"})

    def test_a_server_of_a_known_authority(self):
        self.authority()
        chain, key = self.certificate()
        server = self.server("--cert", chain, "--key", key).start()
        place = f"https://localhost:{server.port}"
        status, found = self.visit(place, roots=self.root)
        self.assertEqual((status, found["chain"], found["name"]), (0, "chain_good", "name_good"), found)
        self.assertEqual((found["socket"], found["poll"]), ("socket_good", "poll_good"))
        done = run("doctor", place, "--lang", "es", "--data", server.data, env={**os.environ, "SSL_CERT_FILE": str(self.root)})
        self.assertEqual(done.returncode, 0)
        self.assertIn("pueden jugar en localhost.", done.stdout)
        self.assertIn("ningún teléfono llega aquí", done.stdout)
        self.assertRegex(done.stdout, rf"\d+ MiB .*{re.escape(str(server.data))}")
        status, found = self.visit(place)  # a phone that does not know it
        self.assertEqual((status, found["chain"]), (1, "chain_part"))

    def test_a_certificate_for_another_name(self):
        self.authority()
        chain, key = self.certificate("other.example", days=3)
        server = self.server("--cert", chain, "--key", key).start()
        status, found = self.visit(f"https://localhost:{server.port}", roots=self.root)
        self.assertEqual((status, found["chain"], found["name"], found["days"]),
                         (1, "chain_good", "name_wrong", "days_few"))

    def test_a_certificate_at_the_wrong_time(self):
        """Over, not yet good, and one whose authority is over before it."""
        for name, shift, told in (("past", -90, "days_over"), ("future", 30, "days_early")):
            with self.subTest(certificate=name):
                self.authority()
                chain, key = self.certificate(days=60, shift=shift)
                server = self.server("--cert", chain, "--key", key, name=name).start()
                status, found = self.visit(f"https://localhost:{server.port}", roots=self.root)
                self.assertEqual((status, found["chain"], found["name"], found["days"]), (1, "chain_good", "name_good", told))
        self.authority()
        top, middle = self.intermediate(days=5)
        chain, key = self.certificate()
        chain.write_text(chain.read_text() + middle.read_text())
        server = self.server("--cert", chain, "--key", key, name="middle").start()
        found = self.visit(f"https://localhost:{server.port}", roots=top)[1]
        self.assertEqual((found["chain"], found["days"]), ("chain_good", "days_few"))

    def test_a_server_that_may_open_few_files(self):
        server = self.server(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))).start()
        self.assertEqual(self.visit(f"127.0.0.1:{server.port}", "--data", server.data)[1]["files"], "files_few")

    def test_a_data_directory_that_is_none(self):
        server = self.server().start()
        found = self.visit(f"127.0.0.1:{server.port}", "--data", self.directory / "nothing")[1]
        self.assertEqual((found["disk"], found["files"]), ("disk_none", "files_unknown"))

    # ---- everything else

    def test_a_port_where_nothing_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        self.assertEqual(self.visit(f"https://127.0.0.1:{port}"), (1, {"address": "address_loopback", "connect": "connect_refused"}))

    def test_a_name_that_nobody_knows(self):
        status, found = self.visit("https://no-such-machine.invalid")
        self.assertEqual(status, 1)
        self.assertIn(found["address"], ("address_unknown", "address_slow"))

    def test_http_without_encryption(self):
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        status, found = self.visit(f"https://127.0.0.1:{server.server_address[1]}")
        self.assertEqual((status, found["tls"]), (1, "tls_plain"))

    def test_garbage_instead_of_encryption(self):
        def garbage(stream):
            stream.sendall(b"220 mail.example ready\r\n" * 20)
            stream.recv(1024)

        status, found = self.visit(self.answerer(garbage))
        self.assertEqual((status, found["tls"]), (1, "tls_none"))

    def test_silence_instead_of_encryption(self):
        status, found = self.visit(self.answerer(lambda stream: time.sleep(3 * STEP)))
        self.assertEqual((status, found["tls"]), (1, "tls_silent"))
        self.assertLess(self.seconds, 2 * STEP + 5)

    def behind_tls(self, answer):
        self.authority()
        chain, key = self.certificate()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, key)
        context.set_alpn_protocols(["http/1.1"])
        return self.visit(self.answerer(answer, context).replace("127.0.0.1", "localhost"), roots=self.root)

    def test_another_server_behind_encryption(self):
        def page(stream):
            stream.recv(4096)
            stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")

        status, found = self.behind_tls(page)
        self.assertEqual((status, found["alpn"], found["pages"], found["clock"]),
                         (1, "alpn_no_spiral", "page_foreign", "clock_unknown"))
        self.assertEqual((found["socket"], found["poll"]), ("socket_refused", "poll_refused"))

    def test_a_proxy_that_keeps_messages_back(self):
        def hold(stream):
            while head := stream.recv(4096):
                if b"websocket" in head:
                    stream.sendall(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
                elif head.startswith(b"POST"):
                    stream.sendall(b"HTTP/1.1 200 OK\r\nSpiral-Link: " + b"0" * 32 + b"\r\nContent-Length: 0\r\n\r\n")
                else:
                    stream.sendall(b"HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 9\r\n\r\nSpiral ok")

        status, found = self.behind_tls(hold)
        self.assertEqual((status, found["pages"], found["clock"]), (1, "pages_good", "clock_wrong"))
        self.assertEqual((found["socket"], found["poll"]), ("socket_silent", "poll_silent"))

    def test_a_socket_that_proves_nothing(self):
        """What answers anybody alike is no WebSocket, even if a welcome follows; with the proof it is one."""
        welcome = encode("ToClient", {"request": 1, "welcome": {"version": 1}})
        for proves in (True, False):
            def answer(stream, proves=proves):
                while head := stream.recv(4096):
                    key = re.search(rb"(?i)sec-websocket-key: (\S+)", head)
                    if not key:
                        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nSpiral ok")
                        continue
                    wanted = key[1] + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
                    proof = base64.b64encode(hashlib.sha1(wanted if proves else b"").digest())
                    stream.sendall(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                   b"Sec-WebSocket-Accept: " + proof + b"\r\n\r\n\x82" + bytes([len(welcome)]) + welcome)

            with self.subTest(proves=proves):
                self.assertEqual(self.behind_tls(answer)[1]["socket"], "socket_good" if proves else "socket_silent")

    def test_pages_that_are_not_there(self):
        """Any status but 200, and a server that says itself that it is ill."""
        for path, status, told in ((b"/ ", b"404", "page_status"), (b"/check ", b"500", "page_status"), (b"/healthz ", b"503", "health_ill")):
            def page(stream, path=path, status=status):
                head = stream.recv(4096)
                stream.sendall(b"HTTP/1.1 " + (status if b"GET " + path in head else b"200") + b" X\r\nContent-Length: 9\r\n\r\nSpiral ok")

            with self.subTest(path=path):
                code, found = self.behind_tls(page)
                self.assertEqual((code, found["pages"]), (1, told))

    def test_garbage_behind_encryption(self):
        def garbage(stream):
            stream.recv(4096)
            stream.sendall(os.urandom(4096))

        status, found = self.behind_tls(garbage)
        self.assertEqual((status, found["pages"]), (1, "page_garbage"))
        self.assertNotIn("socket", found)

    def test_an_answer_without_end(self):
        def flood(stream):
            stream.recv(4096)
            stream.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                stream.sendall(b"Spiral " * 512)

        status, found = self.behind_tls(flood)
        self.assertEqual(status, 1)
        self.assertIn(found["pages"], ("page_garbage", "page_silent"))
        self.assertLess(self.seconds, 8 * STEP)

    # ---- the command line

    def test_words_that_are_not_understood(self):
        for words, told in (((), "the address of a server is needed"), (("http://localhost",), "by https alone"),
                            (("https://localhost:port",), "a number from 1 to 65535"),
                            (("localhost", "elsewhere"), "elsewhere"), (("localhost", "--lang", "fr"), "--lang"),
                            (("localhost", "--fast"), "--fast")):
            done = run("doctor", *words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assertIn(told, done.stderr)
            self.assertIn("usage: spiral doctor", done.stderr)


if __name__ == "__main__":
    unittest.main()
