"""A person's language: asked for or taken from the environment, and then nothing is said in another one."""

import os
import re
import subprocess
import unittest

from spiral import GAME_SECONDS, RESULT, TREE, SystemTest

# A turn as people type it, in either language; `wait` holds the rest until the next turn.
TURNS = {
    "en": ["help all", "rules", "role", "more", "rivals", "beliefs", "diplomacy", "attack nobody",
           "offer B defensive secret", "belief all 30", "frobnicate", "save", "ready", "wait"]
          + ["ready", "wait"] * 20,
    "es": ["ayuda todos", "reglas", "papel", "más", "rivales", "creencias", "diplomacia", "atacar nadie",
           "ofrecer B defensivo secreto", "creer todos 30", "frobnicar", "guardar", "listo", "esperar"]
          + ["listo", "esperar"] * 20,
}
PLAIN = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_MESSAGES")}


def sentences(code):
    """The texts of a language by key, without its places."""
    said = {}
    for path in sorted((TREE / "config/locale" / code).glob("*.po")):
        text = path.read_text(encoding="utf-8")
        for entry in re.findall(r'msgctxt "(.+)"\nmsgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', text):
            key, english, other = entry[0], *("".join(re.findall(r'"(.*)"', part)) for part in entry[1:])
            said[key] = english if code == "en" else other
    return said


def pieces(code, other):
    """Runs of words between the places of a language's sentences that the other language cannot say."""
    foreign = "\n".join(sentences(other).values())
    runs = (piece.strip() for words in sentences(code).values() for piece in re.split(r"\{[^}]*\}", words))
    return [piece for piece in runs if piece.count(" ") >= 2 and piece not in foreign]


class Languages(SystemTest):
    def spiral(self, *words, typed=(), **environment):
        command = [self.installed() / "spiral", *words]
        return subprocess.run([*map(str, command)], input="".join(line + "\n" for line in typed), text=True,
                              capture_output=True, timeout=GAME_SECONDS, check=False, encoding="utf-8",
                              env={**PLAIN, "LC_ALL": "C", **environment})

    def play(self, *options, typed=(), **environment):
        return self.spiral("play", "--plain", "--home", self.directory / "home", "--seed", "5", *options,
                           typed=typed, **environment)

    def test_a_whole_game_is_in_one_language(self):
        for code, other in (("en", "es"), ("es", "en")):
            with self.subTest(code):
                done = self.play("--scenario", "duel", "--lang", code, typed=TURNS[code])
                self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout[-2000:])
                self.assertRegex(done.stdout.rstrip().rsplit("\n", 1)[-1], RESULT)
                self.assertNotIn("\x1b", done.stdout)
                self.assertEqual(re.findall(r"\[\w+\.\w+\]", done.stdout), [], "keys without words")
                own, foreign = pieces(code, other), pieces(other, code)
                self.assertGreater(len(own), 200)
                self.assertGreater(sum(piece in done.stdout for piece in own), 80)
                self.assertEqual([piece for piece in foreign if piece in done.stdout], [])

    def test_the_environment_is_asked(self):
        for environment, begins in (({"LC_ALL": "es_MX.UTF-8"}, "Esta partida"),
                                    ({"LC_ALL": "", "LANG": "es_ES"}, "Esta partida"),
                                    ({"LC_ALL": "", "LANG": "fr_FR", "LANGUAGE": "fr:es"}, "Esta partida"),
                                    ({"LC_ALL": "C", "LANG": "es_ES", "LANGUAGE": "es"}, "This game"),
                                    ({"LC_ALL": "xx_XX"}, "This game")):
            with self.subTest(environment):
                done = self.play(**environment)
                self.assertTrue(done.stdout.startswith(begins), done.stdout)

    def test_the_option_beats_the_environment(self):
        self.assertTrue(self.play("--lang", "en", LC_ALL="es_ES.UTF-8").stdout.startswith("This game"))
        self.assertTrue(self.play("--lang", "es", LC_ALL="C").stdout.startswith("Esta partida"))

    def test_an_unknown_language_is_refused(self):
        for words in (("play", "--lang", "fr"),
                      ("join", "127.0.0.1:1", "ABCDEF", "--name", "Ada", "--lang", "fr")):
            with self.subTest(words):
                done = self.spiral(*words, "--home", self.directory / "home")
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertEqual(done.stderr.splitlines()[0],
                                 f"spiral {words[0]}: --lang: no language “fr”; there are en, es")
                self.assertFalse((self.directory / "home").exists())

    def test_what_is_wrong_with_a_line_is_said_in_its_language(self):
        """By --lang wherever it stands, else by the environment; the usage follows, and nothing is made."""
        lines = ((("play", "--frobnicate"), "--frobnicate: no se entiende", "--frobnicate: not understood"),
                 (("play", "--seed", "x"), "--seed: «x» no es un número de 0 a", "--seed: “x” is not a number from 0 to"),
                 (("play", "--name"), "--name: falta el valor; indique NAME", "--name: no value; give NAME"),
                 (("play", "--auto", "dragon"), "--auto: no hay doctrina «dragon»; hay security_seeker",
                  "--auto: no doctrine “dragon”; there are security_seeker"),
                 (("join", "--consent", "no"), "--consent: «no» no es ninguno de yes|play-only",
                  "--consent: “no” is none of yes|play-only"),
                 (("join",), "faltan HOST:PORT y CODE, o un enlace", "HOST:PORT and CODE are needed, or a link"),
                 (("join", "a:1", "CODE"), "falta --name", "--name is needed"),
                 (("join", "http://a/join/CODE#guest=K7QX2-M8WP3"), "no es un enlace", "not a link"),
                 (("watch", "a"), "faltan HOST:PORT y CODE", "HOST:PORT and CODE are needed"),
                 (("watch", "a:0", "CODE"), "«a:0»: no es HOST:PORT", "“a:0”: not HOST:PORT"),
                 (("monitor", "--plainly"), "--plainly: no se entiende", "--plainly: not understood"),
                 (("monitor", "CODE"), "faltan HOST[:PORT] y CODE", "HOST[:PORT] and CODE are needed"),
                 (("rehearse",), "falta un CODE", "a CODE is needed"),
                 (("rehearse", "CODE", "--timeout", "0"), "--timeout: «0» no es un número de 1 a 3600", "--timeout: “0” is not"),
                 (("doctor", "http://a"), "solo por https", "by https alone"),
                 (("doctor", "a", "b"), "b: no se entiende", "b: not understood"),
                 (("exercise pause", "CODE", "--frobnicate"), "--frobnicate: no se entiende", "--frobnicate: not understood"),
                 (("exercise pause",), "falta --admin DIR/admin.sock", "--admin DIR/admin.sock is needed"),
                 (("exercise pause", "--admin", "x"), "falta un CODE", "a CODE is needed"),
                 (("exercise list", "CODE", "--admin", "x"), "CODE: no se entiende", "CODE: not understood"),
                 (("exercise pause", "A-CODE-THAT-IS-TOO-LONG", "--admin", "x"), "LONG»: un CODE tiene", "LONG”: a CODE has"),
                 (("exercise extend", "CODE", "--admin", "x"), "falta --seconds N", "--seconds N is needed"),
                 (("exercise extend", "CODE", "--seconds", "x"), "--seconds: «x» no es un número de -604800 a", "--seconds: “x” is not a number from -604800 to"),
                 (("exercise new", "--admin", "x"), "falta --scenario NAME", "--scenario NAME is needed"),
                 (("exercise new", "--admin", "x", "--scenario", "duel", "--set", "frob=1"), "--set: no hay ningún parámetro «frob»",
                  "--set: there is no parameter “frob”"),
                 (("exercise new", "--bots", "some"), "--bots: «some» no es ninguno de full|count|at-debrief", "--bots: “some” is none of full|"),
                 (("exercise facilitator add", "CODE", "--admin", "x", "--name", "O", "--rights", "king"),
                  "--rights: «king» no es ninguno de observe|", "--rights: “king” is none of observe|"),
                 (("handouts",), "falta un CODE", "a CODE is needed"),
                 (("handouts", "CODE", "--only", "maps", "--admin", "x"), "--only: «maps»; hay run, poster", "--only: “maps”; there are run, poster"),
                 (("handouts", "CODE", "--paper", "a5"), "--paper: «a5» no es ninguno de a4|letter", "--paper: “a5” is none of a4|letter"),
                 (("debrief",), "falta un directorio de datos", "a data directory or the record"),
                 (("debrief", "x", "--card", "D9"), "--card: no hay ninguna tarjeta «D9»", "--card: no card “D9”"))
        for words, spanish, english in lines:
            for more, environment, said, usage in (((), {}, english, "usage: spiral "), (("--lang", "es"), {}, spanish, "uso: spiral "),
                                                   ((), {"LC_ALL": "es_ES.UTF-8"}, spanish, "uso: spiral "),
                                                   (("--lang", "en"), {"LC_ALL": "es_ES.UTF-8"}, english, "usage: spiral ")):
                line = (*words[0].split(), *more, *words[1:])
                with self.subTest(line):
                    done = self.spiral(*line, SPIRAL_ADMIN="", **environment)
                    self.assertEqual((done.returncode, done.stdout), (2, ""))
                    first, second = done.stderr.splitlines()[:2]
                    self.assertTrue(first.startswith(f"spiral {words[0]}: ") and said in first, done.stderr)
                    self.assertTrue(second.startswith(f"{usage}{words[0]} "), done.stderr)
                    self.assertNotIn("K7QX2", done.stderr)

    def test_a_family_and_a_command_without_a_language_option_go_by_the_environment(self):
        for words, spanish, english in ((("exercise",), "falta un subcomando", "a subcommand is needed"),
                                        (("exercise", "dance"), "no hay ningún subcomando «dance»", "there is no subcommand “dance”"),
                                        (("replay",), "falta un DIR o FILE", "one DIR or FILE is needed"),
                                        (("replay", "x", "--fast"), "--fast: no se entiende", "--fast: not understood")):
            for environment, said, usage in (({}, english, "usage: "), ({"LC_ALL": "es_ES.UTF-8"}, spanish, "uso: ")):
                with self.subTest(words=words, usage=usage):
                    done = self.spiral(*words, **environment)
                    self.assertEqual((done.returncode, done.stdout), (2, ""))
                    first, second = done.stderr.splitlines()[:2]
                    self.assertEqual((first.startswith(f"spiral {words[0]}: {said}"), second.startswith(f"{usage}spiral {words[0]} ")),
                                     (True, True), done.stderr)


if __name__ == "__main__":
    unittest.main()
