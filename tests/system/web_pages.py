"""Pages as browsers get them: headers, caching, compression, refusals with words; looking at a link takes no seat."""

import gzip
import os
import re
import unittest

from spiral import SystemTest, run
from web_wire import Closed, Http, get
from wire import Peer, is_closed_within, tls_stream

POLICY = {"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
          "connect-src": "'self'", "font-src": "'self'", "manifest-src": "'self'", "base-uri": "'none'",
          "form-action": "'none'", "frame-ancestors": "'none'"}
ALWAYS = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
          "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin"}
PATHS = ("/", "/join/K7QX2M", "/watch/K7QX2M", "/play", "/check")
REFUSED = {  # (method, target, headers): status
    ("GET", "/nothing-here", ()): 404,
    ("GET", "/assets/nothing-here.js", ()): 404,
    ("GET", "/../../etc/passwd", ()): 404,
    ("DELETE", "/", ()): 405,
    ("PUT", "/link", ()): 405,
    ("POST", "/", ()): 405,
    ("GET", "/" + "x" * 300, ()): 414,
    ("GET", "/", (("X_Long", "x" * 9000),)): 431,
    ("GET", "/", (("Transfer_Encoding", "chunked"),)): 501,
    ("GET", "/", (("Expect", "100-continue"),)): 417,
    ("GET", "/", (("Host", None),)): 400,
    ("GET", "/link", ()): 426,  # no WebSocket is asked for
}


class Pages(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()
        self.port = self.host.port

    def check_always(self, answer):
        policy = dict(part.strip().split(" ", 1) for part in answer["content-security-policy"].split(";") if part.strip())
        self.assertEqual(policy, POLICY)
        for name, value in ALWAYS.items():
            self.assertEqual(answer[name], value, name)
        self.assertIn("permissions-policy", answer.headers)
        self.assertIn("cache-control", answer.headers)
        for name in ("set-cookie", "access-control-allow-origin", "x-powered-by"):
            self.assertNotIn(name, answer.headers)
        if answer.body:
            self.assertRegex(answer["content-type"], r"^\w+/[\w.+-]+(; charset=utf-8)?")

    def assets(self):
        """What the page names, by path."""
        return sorted(set(re.findall(r'"(/assets/[^"]+)"', get(self.port, "/").text)))

    def test_pages_and_their_heads(self):
        first = None
        for path in (*PATHS, *self.assets(), "/healthz", "/metrics"):
            with self.subTest(path), Http(self.port) as http:
                answer, head = http.get(path), http.ask("HEAD", path)
                self.assertEqual((answer.status, head.status), (200, 200))
                self.check_always(answer)
                self.check_always(head)
                if path != "/metrics":  # which counts these very requests
                    self.assertEqual(answer["content-length"], head["content-length"])
                self.assertEqual(head.body, b"")
                if path in PATHS:
                    first = first or answer.body
                    self.assertEqual(answer.body, first, "one page for all of the application")

    @unittest.skipIf(os.environ.get("SPIRAL_WEB") == "OFF", "built without the browser client")
    def test_the_page_itself(self):
        """Nothing stands in it that its policy would have to forgive, and nothing comes from elsewhere."""
        page = get(self.port, "/").text
        self.assertTrue(page.lower().startswith("<!doctype html>"))
        self.assertRegex(page, r"<html[^>]* lang=\"?en")
        self.assertIn("<noscript>", page)
        self.assertNotRegex(page, r"<script(?![^>]*\bsrc=)")
        self.assertNotRegex(page, r"<style|\sstyle=|\son\w+=|javascript:|https?://")
        self.assertTrue(any(path.endswith(".js") for path in self.assets()), page)
        for path in self.assets():
            source = get(self.port, path)
            self.assertEqual(source.status, 200, path)
            if path.endswith((".js", ".css")):
                self.assertNotRegex(source.text, r"sourceMappingURL|\beval\(|new Function\(", path)

    def test_caches(self):
        with Http(self.port) as http:
            for path in (*PATHS, *self.assets()):
                answer = http.get(path)
                tag = answer["etag"]
                self.assertRegex(tag, r'^(W/)?"[^"]+"$')
                for wanted, status in ((tag, 304), (f'"other", {tag}', 304), ("*", 304), ('"other"', 200)):
                    again = http.get(path, If_None_Match=wanted)
                    self.assertEqual(again.status, status, (path, wanted))
                    self.assertEqual(again["etag"], tag)
                    self.check_always(again)
                if path in PATHS:
                    self.assertIn("no-cache", answer["cache-control"])
                else:
                    self.assertIn("immutable", answer["cache-control"], path)
                    self.assertRegex(answer["cache-control"], r"max-age=31536000")

    def test_compression(self):
        with Http(self.port) as http:
            for path in ("/", *self.assets()):
                plain = http.get(path)
                self.assertIsNone(plain["content-encoding"])
                packed = http.get(path, Accept_Encoding="gzip, deflate")
                if packed["content-encoding"]:
                    self.assertIn("accept-encoding", plain["vary"].lower(), path)
                if packed["content-encoding"] == "gzip":
                    self.assertEqual(gzip.decompress(packed.body), plain.body)
                elif len(plain.body) > 1000 and plain["content-type"].startswith("text/"):
                    self.fail(f"{path} is not packed")
                best = http.get(path, Accept_Encoding="gzip, deflate, br")
                if best["content-encoding"] == "br":
                    self.assertLessEqual(len(best.body), len(packed.body))
                tags = [answer["etag"] for answer in (plain, packed, best)]
                encodings = [answer["content-encoding"] for answer in (plain, packed, best)]
                self.assertEqual(len(set(zip(tags, encodings))), len(set(encodings)))
                for refusing in ("br;q=0, gzip;q=0", "identity", "zstd"):
                    self.assertIsNone(http.get(path, Accept_Encoding=refusing)["content-encoding"], refusing)

    def test_refusals_have_words(self):
        for (method, target, headers), status in REFUSED.items():
            with self.subTest(method=method, target=target[:30], headers=headers), Http(self.port) as http:
                answer = http.ask(method, target, **dict(headers))
                self.assertEqual(answer.status, status)
                self.check_always(answer)
                self.assertTrue(answer["content-type"].startswith("text/html"))
                for language in ("en", "es"):
                    self.assertRegex(answer.text, rf"lang=\"?{language}")
                self.assertNotIn("x" * 30, answer.text, "what was asked for is not said again")
                if status == 405:
                    self.assertIn("GET", answer["allow"])
                if status in (400, 414, 431, 501) and target != "/link":
                    self.assertTrue(http.is_closed(), "nothing is served behind a bad request")
                    continue
        self.assertEqual(get(self.port, "/").status, 200)

    def test_words_of_a_target_stay_there(self):
        for target in ("/join/%3Cscript%3Ealert(1)%3C/script%3E", "/%22onload=%22x", "/<b>"):
            answer = get(self.port, target)
            self.assertIn(answer.status, (200, 400, 404))
            self.assertNotRegex(answer.text, r"alert\(1\)|onload=.x|<b>")

    def test_many_on_one_connection(self):
        """In order, also when they came at once; after its thousandth a connection is ended."""
        with Http(self.port) as http:
            for path in ("/healthz", "/nothing-here", "/healthz"):
                http.request("GET", path)
            self.assertEqual([http.answer().status for _ in range(3)], [200, 404, 200])
            served = 3
            try:
                while served < 1200:
                    served += http.get("/healthz").status == 200
            except (Closed, OSError):
                pass
            self.assertEqual(served, 1000)

    def test_old_and_unknown_versions(self):
        with Http(self.port) as http:
            http.write(f"GET /healthz HTTP/1.0\r\nHost: {http.host}\r\n\r\n".encode())
            self.assertEqual(http.answer().status, 200)
            self.assertTrue(http.is_closed())
        with Http(self.port) as http:
            http.write(f"GET /healthz HTTP/2.0\r\nHost: {http.host}\r\n\r\n".encode())
            self.assertEqual(http.answer().status, 505)

    def test_looking_at_a_link_takes_no_seat(self):
        """Messengers and mail look at every link that is sent, some of them with every request they know."""
        exercise = self.host.exercise("duel", wait_seats=2)
        before = run("exercise", "show", exercise.code, "--admin", self.host.admin).stdout
        self.assertIn(exercise.code, before)
        for number in range(20):
            for method in ("GET", "HEAD", "OPTIONS", "POST"):
                with Http(self.port) as http:
                    answer = http.ask(method, f"/join/{exercise.code}", User_Agent=f"LinkPreview/{number}")
                    self.assertNotIn("set-cookie", answer.headers)
                    self.assertNotIn("spiral-link", answer.headers)
        self.assertEqual(run("exercise", "show", exercise.code, "--admin", self.host.admin).stdout, before)
        self.assertEqual(exercise.row(), (0, "lobby"))

    def test_two_ways_through_one_port(self):
        exercise = self.host.exercise("duel", wait_seats=2)
        with Http(self.port, ("h2", "http/1.1")) as browser, Peer(self.port) as terminal:
            self.assertEqual(browser.stream.selected_alpn_protocol(), "http/1.1")
            self.assertEqual(terminal.stream.selected_alpn_protocol(), "spiral/1")
            terminal.join(exercise.code, "Ann")
            self.assertEqual(browser.get("/").status, 200)
        for alpn in ((), ("h2",), ("spiral/2", "http/0.9")):
            try:
                stream = tls_stream(self.port, alpn)
            except OSError:
                continue  # refused in the handshake
            with stream:
                self.assertTrue(is_closed_within(stream, 20), alpn)
        self.assertEqual(get(self.port, "/healthz").status, 200)

    def test_health_and_metrics(self):
        health = get(self.port, "/healthz")
        self.assertTrue(health["content-type"].startswith("text/plain"))
        self.assertEqual(health.text.strip(), "ok")
        self.assertIn("no-store", health["cache-control"])
        metrics = get(self.port, "/metrics")
        self.assertEqual(metrics["content-type"], "text/plain; version=0.0.4; charset=utf-8")
        names = {}
        for line in metrics.text.splitlines():
            if line.startswith("# TYPE "):
                _, _, name, kind = line.split(" ")
                names[name] = kind
            elif not line.startswith("#"):
                self.assertRegex(line, r'^[a-z_:]+(\{[^}]*\})? -?[0-9.e+-]+$')
                self.assertIn(re.match(r"[a-z_:]+", line)[0], names, "every figure says its type first")
        self.assertTrue(names)
        self.assertFalse([name for name in names if not name.startswith("spiral_")], names)
        self.assertFalse([name for name, kind in names.items() if kind == "counter" and not name.endswith("_total")])

    def test_figures_only_for_whom_they_are(self):
        for who, status in (("none", 403), ("loopback", 200), ("all", 200)):
            server = self.server("--metrics", who, name=f"data-{who}").start()
            answer = get(server.port, "/metrics")
            self.assertEqual(answer.status, status, who)
            self.check_always(answer)
            if status == 403:
                self.assertIn("<html", answer.text)
                self.assertNotIn("spiral_", answer.text)
            self.assertEqual(get(server.port, "/healthz").status, 200, "health is no secret")


if __name__ == "__main__":
    unittest.main(verbosity=2)
