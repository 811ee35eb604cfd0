"""The code of docs/user-verification.md runs, and every language's does the same.

The hosts have to be built, as for the driver.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
import unittest
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path[:0] = [str(FOLDER), str(FOLDER.parent / "vectors")]

from harness import visitors  # noqa: E402
from harness.hosts import BUILD, ROOT, all_hosts, missing  # noqa: E402
from sources import page  # noqa: E402
from sources.oracle import tag  # noqa: E402

SNIPPETS = ROOT / "docs" / "snippets" / "user-verification"
SECRET, PREVIOUS = "correct horse battery staple", "a secret of last year"
USER = "customer@example.com"
DETAILS = '{"email":"customer@example.com","name":"Jane </script>"}'
NONCE = "bm9uY2U="
ENVIRONMENT = os.environ | {"USERHASH_SECRET_KEY": SECRET, "ACQUIRE_PREVIOUS_SECRET_KEY": PREVIOUS}
CACHING = "Cache-Control: private, no-store\nVary: Cookie\n"
# What of a response the snippets are about.
HEADERS = ("Cache-Control", "Vary", "Content-Type", "Content-Security-Policy")
LANGUAGES = ("php", "rb", "py", "js")
# Those beside `LANGUAGES` that a snippet is also in.
MORE = {"hash": ("c", "rs", "sh"), "page": ("c", "rs")}


def expected():
    """What each snippet has to show, in a body and headers, and what is given to it."""
    case = page.visitor(SECRET, DETAILS)

    def rendered(rendering, nonce=None):
        return visitors.filled(page.RENDERINGS[rendering], case, nonce) + "\n"

    def logout(nonce=None):
        return visitors.filled("<script{nonce}>" + page.LOGOUT + "</script>\n", {}, nonce)

    user_hash = tag(SECRET, USER)
    policy = f"Content-Security-Policy: script-src 'self' {case['csp_hash']}\n"
    loader = '<script src="/userhash-loader.js"></script>\n'
    return {
        "tab": (user_hash + "\n", ""),
        "hash": (user_hash + "\n", ""),
        "rotation": (f"{user_hash}\n1\n{tag(PREVIOUS, 'userhash fingerprint v1')[:8]}\n", ""),
        "page": (rendered("script_tag", NONCE), CACHING),
        "logout": (logout(NONCE), ""),
        "open-page": (rendered("login_call") + rendered("switch_call") + page.LOGOUT + "\n", ""),
        "json": (rendered("to_json"), CACHING + "Content-Type: application/json\n"),
        "csp-hash": (rendered("script_tag"), policy),
        "csp-data": (rendered("data_tag").strip() + loader, ""),
    }


@contextmanager
def php_server(environment):
    """PHP's own server, because PHP's headers are only seen from outside."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    extension = all_hosts()["php"].needs[0]
    server = subprocess.Popen(
        ["php", "-n", "-d", f"extension={extension}", "-d", "default_mimetype=",
         "-d", f"auto_prepend_file={FOLDER / 'snippets' / 'prelude.php'}",
         "-S", f"127.0.0.1:{port}", "-t", SNIPPETS],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(500):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    finally:
        server.terminate()
        server.wait()


def answer_of_php(name, environment):
    with php_server(environment) as connection:
        connection.request("GET", f"/{name}.php")
        answer = connection.getresponse()
        text = answer.read().decode()
        text += "\n" if text and not text.endswith("\n") else ""
        sent = "".join(f"{header}: {value}\n" for header, value in answer.getheaders()
                       if header in HEADERS)
        connection.close()
        return text, sent, answer.status


def command(language, path):
    hosts = all_hosts()
    prelude = FOLDER / "snippets" / f"prelude.{language}"
    match language:
        case "rb":
            return ["ruby", "-I", ROOT / "bindings-ruby" / "lib", "-r", prelude, path]
        case "py":
            return [hosts["python"].command[0], prelude, path]
        case "js":
            return ["node", "-r", prelude, path]


def node_modules():
    """A folder in which Node finds the package, as `npm install` would make it."""
    folder = BUILD / "snippets" / "node_modules"
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "userhash"
    if not link.is_symlink():
        link.symlink_to(ROOT / "bindings-node")
    return folder


def run(words, environment, timeout=300):
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=timeout)
    if done.returncode:
        raise AssertionError(f"{words}: {done.stderr}")
    return done.stdout


def answer(language, name, **more):
    """Body, headers and status."""
    environment = ENVIRONMENT | more
    if language == "php":
        return answer_of_php(name, environment)
    environment["NODE_PATH"] = str(node_modules())
    lines = run(command(language, SNIPPETS / f"{name}.{language}"), environment).splitlines(True)
    status = int(lines.pop().removeprefix("Status: "))
    at = next((number for number, line in enumerate(lines) if line.startswith(HEADERS)), len(lines))
    return "".join(lines[:at]), "".join(lines[at:]), status


class UserVerification(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        absent = [why for host in all_hosts().values() if (why := missing(host))]
        if absent:
            raise AssertionError("; ".join(absent))

    def test_every_snippet_is_known(self):
        known = {f"{name}.{language}" for name in [*expected(), "webhook"]
                 for language in LANGUAGES + MORE.get(name, ())}
        self.assertEqual({path.name for path in SNIPPETS.iterdir()}, known | {"session.browser.js", "page.html", "check.sh"})

    def test_all_languages_do_the_same(self):
        for name, (body, headers) in expected().items():
            for language in LANGUAGES:
                with self.subTest(f"{name}.{language}"):
                    self.assertEqual(answer(language, name), (body, headers, 200))

    def test_guests(self):
        for language in LANGUAGES:
            with self.subTest(language):
                self.assertEqual(answer(language, "page", SNIPPET_GUEST="1"), ("", "", 200))
                self.assertEqual(answer(language, "json", SNIPPET_GUEST="1"), ("", CACHING, 204))

    def test_webhooks(self):
        right = tag(SECRET, "v-42")
        bodies = {
            f'{{"visitor_id":"v-42","hash":"{right}"}}': "verified",
            f'{{"visitor_id":42,"hash":"{tag(SECRET, "42")}"}}': "verified",
            f'{{"visitor_id":"v-43","hash":"{right}"}}': "not verified",
            '{"visitor_id":"v-42","hash":["x"]}': "not verified",
            f'{{"visitor_id":"","hash":"{tag(SECRET, "")}"}}': "not verified",
            f'{{"visitor_id":["v-42"],"hash":"{right}"}}': "not verified",
            "{}": "not verified", "no JSON": "not verified",
        }
        for language in LANGUAGES:
            for body, verdict in bodies.items():
                with self.subTest(language=language, body=body):
                    shown = answer(language, "webhook", SNIPPET_BODY=body)
                    self.assertEqual(shown, (verdict + "\n", "", 200))

    def test_the_shell(self):
        (cli,) = all_hosts()["cli"].needs
        environment = ENVIRONMENT | {"PATH": f"{cli.parent}:{os.environ['PATH']}"}
        user_hash = expected()["hash"][0].strip()
        self.assertEqual(run(["sh", "-eu", SNIPPETS / "hash.sh"], environment), user_hash + "\n")
        shown = run(["sh", "-eu", SNIPPETS / "check.sh"], environment | {"user_hash": user_hash})
        self.assertEqual(shown, tag(SECRET, "userhash fingerprint v1")[:8] + "\nverified\n")

    def test_what_a_page_is_said_to_get(self):
        self.assertEqual((SNIPPETS / "page.html").read_text(encoding="ascii"), expected()["page"][0])

    def test_c(self):
        library = ROOT / "target" / "release" / "libuserhash.a"
        (BUILD / "snippets").mkdir(parents=True, exist_ok=True)
        for name in ("hash", "page"):
            body, headers = expected()[name]
            program = BUILD / "snippets" / f"{name}-c"
            run(["cc", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                 "-I", ROOT / "include", SNIPPETS / f"{name}.c", "-o", program, library,
                 "-lpthread", "-ldl", "-lm"], ENVIRONMENT)
            shown = run([program], ENVIRONMENT)
            self.assertEqual(shown, f"{headers}\n{body}" if headers else body)

    def test_rust(self):
        for name in ("hash", "page"):
            body, headers = expected()[name]
            shown = run(["cargo", "run", "--quiet", "--release", "--locked", "--manifest-path",
                         ROOT / "Cargo.toml", "--package", "userhash-conformance-runner",
                         "--example", f"document-{name}"], ENVIRONMENT, timeout=1800)
            self.assertEqual(shown, f"{headers}\n{body}" if headers else body)

    def test_the_browser(self):
        shown = run(["node", FOLDER / "snippets" / "browser.js", SNIPPETS / "session.browser.js"],
                    ENVIRONMENT)
        asked = "/visitor.json same-origin no-store"
        login = 'login 64 {"email":"customer@example.com"}'
        self.assertEqual(shown.splitlines(), [
            f"{asked}, {login}", f"{asked}, loaded, {login}",
            f"{asked}, logout, {login}", f"{asked}, loaded, logout, {login}",
            asked, f"{asked}, loaded",
            f"{asked}, visitor.json: 500", f"{asked}, loaded, visitor.json: 500",
            "logout", "loaded, logout",
        ])

    def test_without_a_secret_key_nothing_is_shown(self):
        nothing = {name: value for name, value in ENVIRONMENT.items()
                   if name != "USERHASH_SECRET_KEY"} | {"NODE_PATH": str(node_modules())}
        for language in ("rb", "py", "js"):
            words = command(language, SNIPPETS / f"page.{language}")
            done = subprocess.run(words, env=nothing, capture_output=True, text=True)
            self.assertNotEqual(done.returncode, 0)
            self.assertNotIn("<script", done.stdout)
            self.assertIn("there is no secret key", done.stderr)


if __name__ == "__main__":
    unittest.main()
