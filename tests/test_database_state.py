"""The state of the database differs as soon as anything was committed."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connections, transaction

from portal.database_state import database_state, kept_until_a_commit


@pytest.mark.django_db(transaction=True)
class TestDatabaseState:
    def test_it_stays_while_only_reading(self) -> None:
        before = database_state()
        assert before is not None
        assert not Group.objects.filter(name="Akron").exists()
        assert database_state() == before

    def test_it_differs_after_a_write_of_its_own(self) -> None:
        before = database_state()
        Group.objects.create(name="Akron")
        assert database_state() != before

    def test_it_is_unknown_within_a_transaction(self) -> None:
        with transaction.atomic():
            assert database_state() is None

    def test_it_differs_on_a_new_connection_which_counts_anew(self, tmp_path: Path) -> None:
        own = connections["default"]
        if own.vendor != "sqlite":
            pytest.skip("counts of SQLite")
        name, own.settings_dict["NAME"] = own.settings_dict["NAME"], tmp_path / "other.sqlite3"
        kept, own.connection = own.connection, None
        try:
            states = set()
            for _connection in range(3):
                states.add(database_state())
                own.connection.close()
                own.connection = None
            assert len(states) == 3
        finally:
            own.connection, own.settings_dict["NAME"] = kept, name

    def test_it_differs_after_a_commit_of_somebody_else(self, tmp_path: Path) -> None:
        own = connections["default"]
        if own.vendor != "sqlite":
            pytest.skip("another file of SQLite")
        path = tmp_path / "other.sqlite3"
        name, own.settings_dict["NAME"] = own.settings_dict["NAME"], path
        kept, own.connection = own.connection, None
        try:
            before = database_state()
            with sqlite3.connect(path) as other:
                other.execute("CREATE TABLE written (word TEXT)")
            between = database_state()
            assert between != before
            assert database_state() == between
        finally:
            own.connection.close()
            own.connection, own.settings_dict["NAME"] = kept, name

    def test_what_is_kept_is_found_anew_after_a_write_of_another_process(
        self, tmp_path: Path
    ) -> None:
        own = connections["default"]
        if own.vendor != "sqlite":
            pytest.skip("another file of SQLite")
        path = tmp_path / "other.sqlite3"
        write = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"

        def written_elsewhere(statement: str) -> None:
            subprocess.run([sys.executable, "-c", write, path, statement], check=True)

        def words() -> list[str]:
            with own.cursor() as cursor:
                cursor.execute("SELECT word FROM written")
                return [word for (word,) in cursor.fetchall()]

        written_elsewhere("PRAGMA journal_mode = wal; CREATE TABLE written (word TEXT)")
        name, own.settings_dict["NAME"] = own.settings_dict["NAME"], path
        kept, own.connection = own.connection, None
        try:
            found = kept_until_a_commit("words", words)
            assert found == []
            assert kept_until_a_commit("words", words) is found
            written_elsewhere("INSERT INTO written VALUES ('Akron')")
            assert kept_until_a_commit("words", words) == ["Akron"]
        finally:
            own.connection.close()
            own.connection, own.settings_dict["NAME"] = kept, name
