"""The state of the database differs as soon as anything was committed."""

import sqlite3
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connections, transaction

from portal.database_state import database_state


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
