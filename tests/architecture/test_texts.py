"""Files can be read in one sitting, and say nothing about the machine they were written on."""

import json
import re
import unittest

from . import tree

CODE = (".rs", ".py", ".pyi", ".js", ".cjs", ".mjs", ".ts", ".c", ".h", ".cpp", ".php", ".rb",
        ".rbs", ".sh")
MOST_LINES = 400
# Written by programs, for programs and for reference.
GENERATED = {"include/userhash.h", "bindings-php/userhash_arginfo.h"}

# Paths of somebody's machine. `[/]` keeps this line from being one of them.
MACHINE = re.compile(r"(?<![\w.*}])[/](?:work|root|home/\w+|Users/\w+)/")
# Where the hosts of addresses may lie. Addresses of examples are reserved for that (RFC 2606).
HOSTS = {
    "crates.io", "docs.rs", "github.com", "index.crates.io", "pypi.org", "registry.npmjs.org",
    "rubygems.org", "packagist.org", "rustup.rs", "nodejs.org", "docs.python.org", "www.php.net",
    "docs.ruby-lang.org", "www.rfc-editor.org", "csrc.nist.gov", "nvlpubs.nist.gov", "www.w3.org",
    "www.apache.org", "semver.org", "keepachangelog.com", "spdx.org", "json.schemastore.org",
    "developer.acquire.io", "opencollective.com", "feross.org", "www.patreon.com", "localhost", "127.0.0.1",
}
EXAMPLE = re.compile(r"(^|\.)example(\.(com|org|net))?$|\.(test|invalid|localhost)$")
ADDRESS = re.compile(r"https?://(?:[\w.-]+@)?([\w.-]+)")


def unknown_hosts(line):
    return [host for host in ADDRESS.findall(line)
            if host not in HOSTS and not EXAMPLE.search(host)]


class Texts(unittest.TestCase):
    def test_code_files_are_short(self):
        names = set(tree.files(*CODE)) | {n for n in tree.files(under="scripts") if "." not in n}
        for name in sorted(names - GENERATED):
            self.assertLessEqual(len(tree.read(name).splitlines()), MOST_LINES, name)

    def test_no_path_of_a_machine(self):
        for place, line in tree.lines(tree.files()):
            self.assertIsNone(MACHINE.search(line), f"{place}: {line}")

    def test_addresses_are_public(self):
        for place, line in tree.lines(tree.files()):
            self.assertEqual(unknown_hosts(line), [], place)

    def test_lock_files_name_the_public_registries(self):
        for package in tree.toml("Cargo.lock")["package"]:
            self.assertIn(package.get("source"),
                          (None, "registry+https://github.com/rust-lang/crates.io-index"))
        for name in tree.files("package-lock.json"):
            for path, package in json.loads(tree.read(name))["packages"].items():
                if "resolved" in package and not package.get("link"):
                    self.assertTrue(package["resolved"].startswith("https://registry.npmjs.org/"),
                                    f"{name}: {path}")

    def test_a_planted_path_and_address_are_found(self):
        for folder in ("work", "root", "home/somebody"):
            self.assertIsNotNone(MACHINE.search(f"see /{folder}/main"))
        self.assertIsNone(MACHINE.search("core/work/notes"))
        self.assertEqual(unknown_hosts("https://" + "mirror.corp/simple"), ["mirror.corp"])
        self.assertEqual(unknown_hosts("https://shop.example.com/a https://github.com/a/b"), [])


if __name__ == "__main__":
    unittest.main()
