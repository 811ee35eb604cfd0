"""What is documented is what is there."""

import posixpath
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
FENCE = re.compile(r"^ *```+\w", re.MULTILINE)
# Documents of which every block of code is a file that tests run.
ALL_EXECUTED = ["docs/user-verification.md"]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


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


def without_code(text):
    return re.sub(r"^ *(`{3,}).*?^ *\1|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text):
    """The fragments by which headings of a document are reached."""
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
            for heading in HEADING.findall(re.sub(r"^```.*?^```", "", text,
                                                  flags=re.MULTILINE | re.DOTALL))}


def dead_links(name, text, read, exists):
    """The relative links of a document that lead nowhere."""
    for path, fragment in LINK.findall(without_code(text)):
        if re.match(r"\w+:", path):
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        if not exists(target):
            yield f"{name}: there is no {target}"
        elif fragment and fragment not in anchors(read(target)):
            yield f"{name}: {target} has no heading {fragment}"


class Links(unittest.TestCase):
    def test_links_between_documents_lead_somewhere(self):
        documents = tree.files(".md")
        self.assertGreater(len(documents), 10)
        dead = [found for name in documents
                for found in dead_links(name, tree.read(name), tree.read,
                                        lambda target: (tree.ROOT / target).exists())]
        self.assertEqual(dead, [])

    def test_a_dead_link_is_found(self):
        files = {"docs/a.md": "# One, two's\n\n[x](#one-twos) [y](../b.md)\n", "b.md": ""}

        def check(text):
            return list(dead_links("docs/a.md", text, files.get, files.__contains__))

        self.assertEqual(check(files["docs/a.md"]), [])
        self.assertTrue(check("[x](#two)"))
        self.assertTrue(check("[x](b.md)"))
        self.assertEqual(check("`[x](b.md)` [y](https://docs.rs)"), [])


class Snippets(unittest.TestCase):
    def test_some_documents_have_no_other_code(self):
        for name in ALL_EXECUTED:
            text = tree.read(name)
            self.assertEqual(len(FENCE.findall(text)), text.count(MARK), name)

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
