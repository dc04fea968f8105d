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
                said = f'spiral {words[0]}: --lang: no language "fr"; there are en and es\n'
                self.assertEqual(done.stderr, said)
                self.assertFalse((self.directory / "home").exists())


if __name__ == "__main__":
    unittest.main()
