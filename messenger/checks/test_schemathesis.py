"""The description of the interface against the messenger, by schemathesis."""

import os
import subprocess
import sys
from pathlib import Path

import service
from service import Client

EXAMPLES = os.environ.get("MESSENGER_EXAMPLES", "60")
# Not checked: that every request of the described shape is taken, because whether a login is let
# in, and whether there is a session, isn't a matter of shape.
EXCLUDED = "positive_data_acceptance"


def test_the_messenger_keeps_to_its_description(messengers, tmp_path):
    messenger = messengers()
    # An app that there is: of another one there is nothing to be learnt.
    (tmp_path / "schemathesis.toml").write_text(
        '[parameters]\n"path.app" = "shop"\n'
        "[checks.negative_data_rejection]\nexpected-statuses = [400, 401, 403, 404, 405, 413, 415]\n")
    client = Client(messenger.port)
    client.post("session", {})
    client.login("ada@example.com")
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    address = f"http://127.0.0.1:{messenger.port}"
    done = subprocess.run(
        [Path(sys.executable).with_name("schemathesis"), "run", f"{address}/openapi.json",
         "-u", address, "-H", f"Origin: {service.ORIGIN}", "-H", f"Cookie: {cookies}",
         "-H", f"Authorization: Bearer {service.API_TOKEN}",
         "--checks", "all", "--exclude-checks", EXCLUDED, "--max-examples", EXAMPLES,
         "--seed", "1", "--suppress-health-check", "all"],
        cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print("\n".join(line[:200] for line in done.stdout.splitlines()))
    assert done.returncode == 0
    assert not messenger.events("store_failed")
