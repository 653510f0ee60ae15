import pytest
from django.db import connection

from portal.pages.models import HomePage
from portal.search.engines.base import Engine, SearchError
from portal.search.engines.sqlite import SQLiteEngine
from portal.search.engines.sqlite_statements import CREATE_TRIGGERS, INDEX
from portal.search.query import build_query

from .contract.in_database import CountsQueries, InDatabase
from .engine_contract import EngineContract
from .pages import text_page

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the engine is SQLite's own")


class TestSQLiteEngine(InDatabase, EngineContract):
    @pytest.fixture
    def engine(self) -> SQLiteEngine:
        return SQLiteEngine()

    def test_prepare_mends_triggers_that_a_migration_dropped(
        self, engine: Engine, home: HomePage
    ) -> None:
        with connection.cursor() as cursor:
            for name in CREATE_TRIGGERS:
                cursor.execute(f"DROP TRIGGER {name}")
        text_page(home, "Naloxone")
        assert len(engine.verify()) == len(CREATE_TRIGGERS) + 1
        assert self.ask(engine, "naloxone").total == 0
        engine.prepare()
        assert engine.verify() == []
        assert self.ask(engine, "naloxone").total == 1

    def test_verify_finds_an_index_that_differs_from_the_passages(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Naloxone")
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_passage_index"
                "(search_passage_index, rowid, title, heading, text)"
                " SELECT 'delete', id, title, heading, text FROM search_passage"
            )
        [fault] = engine.verify()
        assert "does not agree with the passages" in fault

    def test_missing_index_is_a_failure_that_has_a_name(
        self, engine: Engine, home: HomePage
    ) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {INDEX}")
        with pytest.raises(SearchError):
            engine.search(build_query("naloxone"))
        assert engine.verify() == [f"{INDEX} is missing"]

    def test_answer_takes_two_queries(
        self, engine: Engine, home: HomePage, django_assert_num_queries: CountsQueries
    ) -> None:
        text_page(home, "Naloxone")
        with django_assert_num_queries(2):
            engine.search(build_query("naloxone and many other words"))
