"""There is one version, the workspace's; every manifest agrees with it."""

import json
import re
import unittest

from . import tree

VERSION = tree.toml("Cargo.toml")["workspace"]["package"]["version"]
MEMBERS = tree.toml("Cargo.toml")["workspace"]["members"]


class Versions(unittest.TestCase):
    def test_crates_take_the_version_of_the_workspace(self):
        for member in MEMBERS:
            package = tree.toml(f"{member}/Cargo.toml")["package"]
            self.assertEqual(package["version"], {"workspace": True}, member)
            self.assertEqual(package["license"], {"workspace": True}, member)

    def test_crates_depend_on_this_version_of_each_other(self):
        for name, wanted in tree.toml("Cargo.toml")["workspace"]["dependencies"].items():
            if isinstance(wanted, dict) and "path" in wanted:
                self.assertEqual(wanted["version"], VERSION, name)

    def test_the_lock_file_has_this_version(self):
        ours = [package for package in tree.toml("Cargo.lock")["package"]
                if "source" not in package]
        self.assertEqual(len(ours), len(MEMBERS))
        for package in ours:
            self.assertEqual(package["version"], VERSION, package["name"])

    def test_the_python_package_takes_the_version_of_its_crate(self):
        project = tree.toml("bindings-python/pyproject.toml")["project"]
        self.assertNotIn("version", project)
        self.assertIn("version", project["dynamic"])

    def test_the_node_package_has_this_version(self):
        package = json.loads(tree.read("bindings-node/package.json"))
        self.assertEqual(package["version"], VERSION)
        lock = json.loads(tree.read("bindings-node/package-lock.json"))
        self.assertEqual(lock["version"], VERSION)
        self.assertEqual(lock["packages"][""]["version"], VERSION)

    def test_the_header_has_this_version(self):
        macro = re.search(r'#define USERHASH_VERSION "(.*)"', tree.read("include/userhash.h"))
        self.assertEqual(macro[1], VERSION)

    def test_php_and_ruby_name_no_version_of_their_own(self):
        # They take the header's macro or the workspace's manifest; a number that somebody wrote
        # down would be left behind.
        own = re.compile(r"""(?i)version["']?\s*(=>|=|:)?\s*["']\d+\.\d+\.\d+["']""")
        names = tree.files(".c", ".h", ".php", ".rb", ".gemspec", "composer.json", ".m4", ".w32",
                           under="bindings-php")
        names += tree.files(".c", ".h", ".rb", ".gemspec", under="bindings-ruby")
        self.assertTrue(any(name.startswith("bindings-php") for name in names))
        self.assertTrue(any(name.startswith("bindings-ruby") for name in names))
        for place, line in tree.lines(names):
            self.assertIsNone(own.search(line), f"{place}: {line}")


if __name__ == "__main__":
    unittest.main()
