"""The tool that checks the catalogues and makes tables of them, on copies with one fault each: every fault is
refused with its file and its key, and what is made holds the same sentences in C and in JSON.

    make_catalogues.py TOOL LOCALE-FOLDER
"""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TOOL, LOCALE = sys.argv[1:3]
KEY = "clock.waiting"  # the entry that is spoilt
ENGLISH = "Still waiting for {waiting} {waiting:state|states}."


def entry(key, english, translation):
    return f'msgctxt "{key}"\nmsgid "{english}"\nmsgstr "{translation}"\n'


class Catalogues(unittest.TestCase):
    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        for code in ("en", "es"):
            shutil.copytree(os.path.join(LOCALE, code), self.path(code))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def files(self):
        return sorted(glob.glob(self.path("*", "*.po")))

    def run_tool(self, where, files=None):
        return subprocess.run([TOOL, where] + (self.files() if files is None else files), capture_output=True,
                              text=True, timeout=60)

    def file_with(self, code, key):
        for path in glob.glob(self.path(code, "*.po")):
            if f'msgctxt "{key}"' in self.read(path):
                return path
        raise KeyError(key)

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    @staticmethod
    def write(path, text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def spoil(self, code, spoilt, key=KEY):
        """Gives the entry's text to `spoilt`, puts what it returns, and gives the file's path back."""
        path = self.file_with(code, key)
        text = self.read(path)
        found = re.search(rf'msgctxt "{re.escape(key)}"\n(?:msgid|msgstr|"| )[^\0]*?(?=\n\n|\Z)', text)
        self.write(path, text[:found.start()] + spoilt(found.group()) + text[found.end():])
        return path

    def refused(self, path, key, reason, command="--check"):
        result = self.run_tool(command)
        self.assertNotEqual(result.returncode, 0, "the fault passed")
        self.assertNotIn("sentences in", result.stdout)
        for word in (path, key, reason):
            self.assertIn(word, result.stderr)

    # ---- as they are

    def test_the_catalogues_as_they_are_pass(self):
        result = self.run_tool("--check")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stdout, r"^\d{3,} sentences in 2 languages\n$")

    def test_c_and_json_hold_the_same(self):
        out = self.path("made")
        os.mkdir(out)
        self.assertEqual(self.run_tool(out).returncode, 0)
        table = self.read(os.path.join(out, "catalogues.c"))
        for code in ("en", "es"):
            with open(os.path.join(out, f"{code}.json"), encoding="utf-8") as file:
                sentences = json.load(file)
            rows = table[table.index(f"rows_{code}[] = {{"):]
            rows = rows[:rows.index("\n};")]
            rows = re.findall(r'^    \{"((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"\},?$', rows, re.M)
            unquoted = {key: re.sub(r"\\(.)", r"\1", words) for key, words in rows}
            self.assertEqual(len(rows), len(unquoted))
            self.assertEqual(unquoted, sentences)
            self.assertGreater(len(sentences), 400)
            keys = [key.encode() for key, _ in rows]
            self.assertEqual(keys, sorted(keys))
        self.assertIn("Falta", sentences[KEY])

    def test_quotes_and_backslashes_survive(self):
        path = self.file_with("en", KEY)
        self.write(path, self.read(path) + "\n" + entry("test.quoted", r'say \"a\\b\" ñ', ""))
        out = self.path("made")
        os.mkdir(out)
        self.assertEqual(self.run_tool(out).returncode, 0)
        with open(os.path.join(out, "en.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["test.quoted"], 'say "a\\b" ñ')
        self.assertIn(r'{"test.quoted", "say \"a\\b\" ñ"}', self.read(os.path.join(out, "catalogues.c")))

    def test_building_takes_a_catalogue_that_lacks_translations(self):
        self.spoil("es", lambda text: "")
        out = self.path("made")
        os.mkdir(out)
        self.assertEqual(self.run_tool(out).returncode, 0)
        with open(os.path.join(out, "es.json"), encoding="utf-8") as file:
            self.assertNotIn(KEY, json.load(file))

    # ---- one fault each

    def test_missing(self):
        self.spoil("es", lambda text: "")
        self.refused("es", KEY, "is not in this language's catalogues")

    def test_untranslated(self):
        path = self.spoil("es", lambda text: entry(KEY, ENGLISH, ""))
        self.refused(path, KEY, "no translation yet")

    def test_stale(self):
        path = self.file_with("es", KEY)
        self.spoil("en", lambda text: text.replace("Still waiting", "Waiting"))
        self.refused(path, KEY, "the English sentence has changed")

    def test_fuzzy(self):
        path = self.spoil("es", lambda text: "#, fuzzy\n" + text)
        self.refused(path, KEY, "fuzzy")

    def test_doubled_in_two_files(self):
        other = self.file_with("es", "turn.menu")
        self.assertNotEqual(other, self.file_with("es", KEY))
        self.write(other, self.read(other) + "\n" + entry(KEY, ENGLISH, "Faltan {waiting}."))
        self.refused(os.path.dirname(other), KEY, "stands twice")

    def test_doubled_in_one_file(self):
        path = self.spoil("en", lambda text: text + "\n\n" + text)
        self.refused(path, "", "duplicate")

    def test_said_by_nobody_in_english(self):
        path = self.file_with("es", KEY)
        self.write(path, self.read(path) + "\n" + entry("clock.gone", "Gone.", "Se fue."))
        self.refused(path, "clock.gone", "there is no such English sentence")

    def test_a_place_too_few(self):
        path = self.spoil("es", lambda text: entry(KEY, ENGLISH, "Faltan Estados."))
        self.refused(path, KEY, "places in braces")

    def test_a_place_too_many(self):
        path = self.spoil("es", lambda text: entry(KEY, ENGLISH, "{name}: faltan {waiting}."))
        self.refused(path, KEY, "places in braces")

    def test_an_unpaired_brace(self):
        for words in ("Faltan {waiting", "Faltan {waiting}}", "Faltan }waiting{", "{waiting {waiting}"):
            with self.subTest(words):
                path = self.spoil("es", lambda text, words=words: entry(KEY, ENGLISH, words))
                self.refused(path, KEY, "braces are not paired")
                self.refused(path, KEY, "braces are not paired", self.folder)

    def test_a_control_character(self):
        for words in (r"Faltan\n{waiting}", r"Faltan\t{waiting}", "Faltan\x1b[2J {waiting}"):
            with self.subTest(words):
                path = self.spoil("es", lambda text, words=words: entry(KEY, ENGLISH, words))
                self.refused(path, KEY, "a control character")

    def test_an_entry_without_a_key(self):
        path = self.file_with("en", KEY)
        self.write(path, self.read(path) + '\nmsgid "No key."\nmsgstr ""\n')
        self.refused(path, "No key.", "has its key as msgctxt")

    def test_a_plural_of_gettext(self):
        plural = 'msgctxt "x.y"\nmsgid "{n} thing"\nmsgid_plural "{n} things"\nmsgstr[0] ""\nmsgstr[1] ""\n'
        path = self.file_with("en", KEY)
        self.write(path, self.read(path) + "\n" + plural)
        self.refused(path, "{n} thing", "no msgid_plural")

    def test_a_file_that_is_no_catalogue(self):
        path = self.path("es", "broken.po")
        self.write(path, 'msgctxt "a.b"\nmsgid "unclosed\n')
        self.refused(path, "", "")

    def test_a_file_that_is_not_there(self):
        path = self.path("es", "absent.po")
        result = self.run_tool("--check", self.files() + [path])
        self.assertNotEqual(result.returncode, 0)
        self.assertIn(path, result.stderr)

    def test_a_folder_of_no_language(self):
        os.mkdir(self.path("xx"))
        path = self.path("xx", "turn.po")
        shutil.copy(self.file_with("es", KEY), path)
        self.refused(path, "", "in no folder of a language")

    def test_a_folder_that_cannot_be_written(self):
        path = self.path("absent", "folder")
        result = self.run_tool(path)
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"{path}/catalogues.c: cannot be written", result.stderr)

    def test_usage(self):
        result = subprocess.run([TOOL], capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, 2)
        self.assertIn("usage: make_catalogues", result.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
