"""What is documented is what is there."""

import re
import unittest

from . import tree

# A row of the table in core: `EmptySecret = 2, "empty_secret",`.
ERROR = re.compile(r'^    (\w+) = (\d+), "(\w+)",$', re.MULTILINE)
# A row of the table in docs/errors.md: "| `empty_secret` | 2 | … | … |".
DOCUMENTED = re.compile(r"^\| `(\w+)` \| (\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
# A code block of a document that is a file: the comment, the fence, the content.
SNIPPET = re.compile(r"<!-- file: (\S+) -->\n+(?P<fence>`{3,})\w*\n(?P<text>.*?)^(?P=fence)$",
                     re.MULTILINE | re.DOTALL)
MARK = "<!-- file:"


class Errors(unittest.TestCase):
    def setUp(self):
        self.errors = {code: int(number)
                       for _, number, code in ERROR.findall(tree.read("core/src/error.rs"))}
        self.assertGreaterEqual(len(self.errors), 17)

    def test_every_error_is_documented_and_no_other(self):
        rows = DOCUMENTED.findall(tree.read("docs/errors.md"))
        self.assertEqual({code: int(number) for code, number, _, _ in rows}, self.errors)

    def test_every_error_is_in_the_header(self):
        numbers = dict(re.findall(r"^\s*USERHASH_(\w+) = (\d+),", tree.read("include/userhash.h"),
                                  re.MULTILINE))
        self.assertEqual(numbers.pop("OK"), "0")
        self.assertEqual({code.lower(): int(number) for code, number in numbers.items()},
                         self.errors)

    def test_the_codes_of_the_command_line_are_documented(self):
        codes = re.findall(r'Code::\w+ => "(\w+)"', tree.read("cli/src/failure.rs"))
        self.assertTrue(codes)
        document = tree.read("docs/errors.md")
        for code in codes:
            self.assertTrue(f"`{code}`" in document, code)


class Licences(unittest.TestCase):
    def test_both_licences_are_there(self):
        self.assertIn("Copyright (c) The userhash developers", tree.read("LICENSE-MIT"))
        self.assertIn("Apache License", tree.read("LICENSE-APACHE"))
        self.assertEqual(tree.toml("Cargo.toml")["workspace"]["package"]["license"],
                         "MIT OR Apache-2.0")


def wrong_snippets(documents, read):
    """What is the matter with the code blocks of documents that are marked as files."""
    wrong, count = [], 0
    for name, text in documents.items():
        blocks = list(SNIPPET.finditer(text))
        count += len(blocks)
        if len(blocks) != text.count(MARK):
            wrong.append(f"{name}: a mark without a code block after it")
        for block in blocks:
            try:
                if read(block[1]) != block["text"]:
                    wrong.append(f"{name}: not what is in {block[1]}")
            except FileNotFoundError:
                wrong.append(f"{name}: there is no file {block[1]}")
    return wrong, count


class Snippets(unittest.TestCase):
    def test_code_blocks_are_the_files_that_they_name(self):
        documents = {name: tree.read(name) for name in tree.files(".md")}
        wrong, count = wrong_snippets(documents, tree.read)
        self.assertEqual(wrong, [])
        self.assertGreater(count, 0, "no document has a code block that is a file")

    def test_every_snippet_is_shown_somewhere(self):
        shown = "".join(tree.read(name) for name in tree.files(".md"))
        for name in tree.files(under="docs/snippets"):
            self.assertTrue(f"<!-- file: {name} -->" in shown, f"{name} is shown nowhere")

    def test_a_wrong_code_block_is_found(self):
        files = {"a.py": "print(1)\n"}

        def read(name):
            if name not in files:
                raise FileNotFoundError(name)
            return files[name]

        def check(text):
            return wrong_snippets({"README.md": text}, read)[0]

        self.assertEqual(check("<!-- file: a.py -->\n```python\nprint(1)\n```\n"), [])
        self.assertTrue(check("<!-- file: a.py -->\n```python\nprint(2)\n```\n"))
        self.assertTrue(check("<!-- file: b.py -->\n```python\nprint(1)\n```\n"))
        self.assertTrue(check("<!-- file: a.py -->\n\nNo block here.\n"))


if __name__ == "__main__":
    unittest.main()
