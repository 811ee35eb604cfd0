"""The committed vectors are what their generator writes, and that is checked in earnest."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "vectors"


def check(folder):
    done = subprocess.run([sys.executable, Path(folder, "generate.py"), "--check"],
                          capture_output=True, text=True)
    return done.returncode, done.stdout


class Vectors(unittest.TestCase):
    def test_the_committed_ones_are_up_to_date(self):
        self.assertEqual(check(FOLDER), (0, ""))

    def test_a_change_is_found(self):
        with tempfile.TemporaryDirectory() as temporary:
            copy = shutil.copytree(FOLDER, Path(temporary, "vectors"))
            path = copy / "identities.json"
            path.write_text(path.read_text(encoding="ascii").replace('"utf8": "', '"utf8": "00', 1),
                            encoding="ascii")
            (copy / "boundary.json").unlink()
            (copy / "stray.json").write_text("{}", encoding="ascii")
            status, said = check(copy)
        self.assertEqual(status, 1)
        for name in ("identities.json", "boundary.json", "stray.json"):
            self.assertIn(name, said)
        self.assertNotIn("rfc4231.json", said)


if __name__ == "__main__":
    unittest.main()
