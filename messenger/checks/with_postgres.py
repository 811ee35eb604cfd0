"""Runs a command with MESSENGER_TEST_DATABASE naming a PostgreSQL server of its own."""

import os
import subprocess
import sys

import service

database = service.Postgres(None)
try:
    address = {"MESSENGER_TEST_DATABASE": database.environment["DATABASE_URL"]}
    status = subprocess.run(sys.argv[1:], env=os.environ | address).returncode
finally:
    database.stop()
sys.exit(status)
