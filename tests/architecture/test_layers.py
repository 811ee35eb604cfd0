"""Core is pure, and no binding does what core is for."""

import ast
import re
import unittest

from . import tree

# What core is built on. A further crate needs a reason, and a row here.
CORE_DEPENDENCIES = {
    "base16ct", "base64ct", "hex", "hmac", "sha2", "subtle", "zeroize",
    # Details of visitors are JSON.
    "serde", "serde_json",
}
# Input and output, and the types of other languages.
IMPURE = re.compile(
    r"std::(fs|env|net|io|process|thread|ffi|os|path)\b|core::ffi|\blibc\b|\bpyo3\b|\bnapi\b"
    r"|extern \"C\"|no_mangle|\bunsafe\b|\bprintln!|\beprintln!|\bdbg!")

BINDING_CRATES = ["load", "bindings-c", "bindings-python", "bindings-node", "cli"]
# What hashes, compares or draws conclusions from secrets, by whatever name it is known.
CRYPTOGRAPHY = {
    "hmac", "sha2", "subtle", "digest", "ring", "aws-lc-rs", "openssl", "constant_time_eq",
}
RUST_CRYPTOGRAPHY = re.compile(
    r"\buse (::)?(hmac|sha2|subtle|digest|ring|openssl)\b|\bConstantTimeEq\b|\bSha256::"
    r"|compress256")
# Comparing with a literal, the name of a digest, is none of it.
C_CRYPTOGRAPHY = re.compile(
    r"\b(memcmp(?!\([^;]*\")|bcmp|CRYPTO_memcmp|timingsafe_bcmp|HMAC|HMAC_\w+|EVP_\w+|SHA256_\w+|PHP_SHA256\w+"
    r"|php_hash_(?!bin2hex)\w+|php_safe_bcmp)\(")
# Node's KeyObject is a form that keys come in, and hashes nothing.
NODE_CRYPTOGRAPHY = re.compile(
    r"\brequire\(['\"](node:)?crypto['\"]\)(?!\.KeyObject\b)|\bfrom ['\"](node:)?crypto['\"]"
    r"|\bimport\(['\"](node:)?crypto['\"]\)|\bcrypto\.subtle\b")
RUBY_CRYPTOGRAPHY = re.compile(r"\brequire\(? ?['\"](openssl|digest)\b")
# `hash` as a function of PHP's own, not as a method; Userhash's names are imported from its namespace.
PHP_CRYPTOGRAPHY = re.compile(
    r"(?<![\w>:$])(hash|hash_hmac\w*|hash_equals|hash_init|openssl_\w+|sodium_\w+)\s*\("
    r"|\bfunction hash_hmac\b")
# What escapes for HTML or scripts. An integration hands on what core has rendered.
ESCAPING = re.compile(
    r"\b(htmlspecialchars|htmlentities|json_encode|html\.escape|markupsafe\.escape|ERB::Util|CGI\.escapeHTML"
    r"|h\(|escapeHtml|escapejs|json_script)\b")
PYTHON_CRYPTOGRAPHY = {"hmac", "hashlib", "_hashlib", "secrets", "ssl", "cryptography"}


def python_imports(text):
    """The modules that a Python program imports, however deep inside, but not by a dot."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


class Core(unittest.TestCase):
    def test_core_forbids_unsafe_code(self):
        for crate in ("core", "load"):
            self.assertIn("#![forbid(unsafe_code)]", tree.read(f"{crate}/src/lib.rs"))

    def test_core_does_no_input_or_output_and_knows_no_language(self):
        names = tree.files(".rs", under="core/src")
        self.assertGreater(len(names), 5)
        for place, line in tree.lines(names):
            code = tree.without_comments(line, "//").replace("forbid(unsafe_code)", "")
            self.assertIsNone(IMPURE.search(code), f"{place}: {line}")

    def test_core_depends_on_what_it_is_built_on(self):
        manifest = tree.toml("core/Cargo.toml")
        self.assertLessEqual(manifest["dependencies"].keys(), CORE_DEPENDENCIES)
        self.assertNotIn("build-dependencies", manifest)

    def test_every_crate_takes_the_lints_of_the_workspace(self):
        for member in tree.toml("Cargo.toml")["workspace"]["members"]:
            manifest = tree.toml(f"{member}/Cargo.toml")
            self.assertEqual(manifest["lints"], {"workspace": True}, member)

    def test_panics_can_be_caught(self):
        profiles = tree.toml("Cargo.toml")["profile"]
        for name in ("dev", "release"):
            self.assertEqual(profiles[name]["panic"], "unwind", name)


class Bindings(unittest.TestCase):
    def test_no_binding_depends_on_cryptography(self):
        for crate in BINDING_CRATES:
            manifest = tree.toml(f"{crate}/Cargo.toml")
            named = {entry.get("package", name) if isinstance(entry, dict) else name
                     for name, entry in manifest["dependencies"].items()}
            self.assertFalse(named & CRYPTOGRAPHY, crate)

    def test_no_binding_hashes_or_compares_by_itself(self):
        for crate in BINDING_CRATES:
            names = tree.files(".rs", under=f"{crate}/src")
            names = [name for name in names if "tests" not in name]
            self.assertTrue(names, crate)
            self.search(RUST_CRYPTOGRAPHY, names, "//")
        for folder in ("bindings-php", "bindings-ruby/ext"):
            names = tree.files(".c", ".h", under=folder)
            self.assertTrue(names, folder)
            self.search(C_CRYPTOGRAPHY, names, "//")

    def test_no_binding_asks_the_languages_own_hmac(self):
        python = tree.files(".py", under="bindings-python/python")
        ruby = tree.files(".rb", under="bindings-ruby/lib")
        node = tree.files(".js", ".cjs", ".mjs", under="bindings-node/lib")
        php = tree.files(".php", under="bindings-php/frameworks/src")
        self.assertTrue(python and ruby and node and php)
        for name in python:
            self.assertFalse(PYTHON_CRYPTOGRAPHY & set(python_imports(tree.read(name))), name)
        self.search(RUBY_CRYPTOGRAPHY, ruby, "#")
        self.search(NODE_CRYPTOGRAPHY, node, "//")
        self.search(PHP_CRYPTOGRAPHY, php, "//")
        # The integrations render nothing by themselves, either.
        self.search(ESCAPING, php, "//")
        self.search(ESCAPING, ruby + python, "#")
        self.search(ESCAPING, node, "//")

    def test_planted_cryptography_is_found(self):
        for pattern, line in (
            (IMPURE, "use std::fs::File;"),
            (IMPURE, "let home = std::env::var_os(name);"),
            (RUST_CRYPTOGRAPHY, "use hmac::{Hmac, Mac};"),
            (C_CRYPTOGRAPHY, "if (memcmp(hash, presented, 64) == 0)"),
            (C_CRYPTOGRAPHY, "PHP_SHA256Update(&context, data, length);"),
            (NODE_CRYPTOGRAPHY, "  const { timingSafeEqual } = require('node:crypto');"),
            (NODE_CRYPTOGRAPHY, "import { createHmac } from \"crypto\";"),
            (RUBY_CRYPTOGRAPHY, "require \"openssl\""),
            (PHP_CRYPTOGRAPHY, "if (\\hash_equals($known, $sent))"),
            (PHP_CRYPTOGRAPHY, "$tag = hash('sha256', $text);"),
            (ESCAPING, "echo htmlspecialchars($name);"),
        ):
            self.assertTrue(pattern.search(line), line)
        self.assertFalse(C_CRYPTOGRAPHY.search("memcmp(name, \"sha256\", 6)"))
        self.assertIn("hmac", set(python_imports("def verify():\n    import hmac\n")))

    def test_php_and_ruby_stand_on_the_header(self):
        for folder in ("bindings-php", "bindings-ruby/ext"):
            includes = [line for _, line in tree.lines(tree.files(".c", ".h", under=folder))
                        if re.match(r"#\s*include\s+[\"<]userhash\.h[\">]", line)]
            self.assertTrue(includes, folder)

    def test_unsafe_code_of_the_c_abi_stands_in_one_module(self):
        for place, line in tree.lines(tree.files(".rs", under="bindings-c/src")):
            if "/src/abi/" not in place and "/src/tests/" not in place:
                self.assertNotRegex(tree.without_comments(line, "//"), r"\bunsafe\b", place)

    def test_every_rust_binding_guards_against_panics(self):
        for crate in ("bindings-c", "bindings-python", "bindings-node"):
            text = "".join(tree.read(name) for name in tree.files(".rs", under=f"{crate}/src"))
            self.assertTrue(re.search(r"\bguard\(", text), crate)

    def search(self, pattern, names, mark):
        for place, line in tree.lines(names):
            self.assertIsNone(pattern.search(tree.without_comments(line, mark)), f"{place}: {line}")


if __name__ == "__main__":
    unittest.main()
