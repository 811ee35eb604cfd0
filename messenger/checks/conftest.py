"""Both databases, and messengers that end with their test."""

import os

import pytest
import service


@pytest.fixture(scope="session")
def postgres():
    database = service.Postgres(None)
    yield database
    database.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path):
    if request.param == "sqlite":
        return service.Sqlite(tmp_path)
    database = request.getfixturevalue("postgres")
    database.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return database


@pytest.fixture
def messengers(tmp_path, database):
    """Makes messengers; none outlives the test."""
    made = []

    def make(lines="", app_lines=""):
        folder = tmp_path / f"messenger-{len(made)}"
        folder.mkdir()
        made.append(service.Messenger(folder, database, lines, app_lines))
        return made[-1].start()

    yield make
    for messenger in made:
        if messenger.process.poll() is None:
            messenger.kill()
        assert not messenger.events("panic"), messenger.read_log()


@pytest.fixture
def messenger(messengers):
    return messengers()


def pytest_report_header():
    return f"messenger: {os.environ['MESSENGER_BINARY']}"
