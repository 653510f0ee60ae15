"""The contract on a real PostgreSQL.

Django's tests run on one database, and swapping it under them would leave much half swapped.
So on SQLite these tests start a server and run themselves once more, in a process of their own
whose DATABASE_URL leads there.
"""

import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection, transaction

from portal.pages.models import HomePage
from portal.search.engines import get_engine
from portal.search.engines.base import Engine, SearchError
from portal.search.engines.postgresql import PostgreSQLEngine
from portal.search.engines.postgresql_statements import INDEX
from portal.search.query import build_query

from .contract.in_database import CountsQueries, InDatabase
from .engine_contract import EngineContract
from .pages import text_page

IS_HERE = connection.vendor == "postgresql"


@pytest.mark.skipif(IS_HERE, reason="this is that run")
def test_postgresql_keeps_the_contract(postgresql_address: str) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__]
    done = subprocess.run(
        command,
        env=environment | {"DATABASE_URL": postgresql_address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed[1]) > 150


@pytest.mark.skipif(not IS_HERE, reason="runs on PostgreSQL, in a process of its own")
class TestPostgreSQLEngine(InDatabase, EngineContract):
    @pytest.fixture
    def engine(self) -> PostgreSQLEngine:
        return PostgreSQLEngine()

    def test_it_is_chosen_by_the_database(self, engine: Engine) -> None:
        assert isinstance(get_engine(), PostgreSQLEngine)

    def test_emptied_table_of_passages_empties_the_index(
        self, engine: Engine, home: HomePage
    ) -> None:
        text_page(home, "Naloxone")
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("TRUNCATE search_passage")
        assert engine.verify() == []

    @pytest.mark.parametrize(
        ("statement", "fault"),
        [
            ("DELETE FROM search_passage_words", "missing"),
            (
                "ALTER TABLE search_passage DISABLE TRIGGER ALL; DELETE FROM search_passage",
                "surplus",
            ),
            ("UPDATE search_passage_words SET words = ''", "outdated"),
        ],
    )
    def test_verify_says_how_the_index_differs(
        self, engine: Engine, home: HomePage, statement: str, fault: str
    ) -> None:
        text_page(home, "Naloxone")
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run(statement)
        [found] = engine.verify()
        assert fault in found

    def test_passages_are_counted_through_many_changes(
        self, engine: Engine, home: HomePage
    ) -> None:
        page = text_page(home, "Naloxone")
        for number in range(60):
            page.body = [("text", f"<p>{'word ' * number}</p>")]
            page.save()
        assert engine.verify() == []
        run("SELECT COUNT(*) <= 101 FROM search_words_counted", [], [(True,)])
        run("UPDATE search_words_counted SET size = size + 1")
        assert engine.verify() == [f"{INDEX} is not counted right"]

    @pytest.mark.parametrize(
        "statement",
        [
            "DROP TRIGGER search_words_insert ON search_passage",
            f"DROP TABLE {INDEX}",
            f"COMMENT ON TABLE {INDEX} IS 'of last year'",
            "DROP FUNCTION search_write_words CASCADE",
        ],
    )
    def test_prepare_mends_what_is_missing(
        self, engine: Engine, home: HomePage, statement: str
    ) -> None:
        text_page(home, "Naloxone")
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run(statement)
        assert len(engine.verify()) == 1
        engine.prepare()
        assert engine.verify() == []
        assert self.ask(engine, "naloxone").total == 1

    def test_missing_index_is_a_failure_that_has_a_name(
        self, engine: Engine, home: HomePage
    ) -> None:
        run(f"DROP TABLE {INDEX}")
        with pytest.raises(SearchError), transaction.atomic():
            engine.search(build_query("naloxone"))

    def test_answer_takes_three_queries(
        self, engine: Engine, home: HomePage, django_assert_num_queries: CountsQueries
    ) -> None:
        text_page(home, "Naloxone")
        # Ranks, texts, and the stems of their words.
        with django_assert_num_queries(3):
            engine.search(build_query("naloxone and many other words"))

    @pytest.mark.parametrize("times", [1, 2, 3, 7, 40, 255])
    def test_words_are_counted_exactly(self, engine: Engine, home: HomePage, times: int) -> None:
        run(
            "SELECT search_frequency(to_tsvector('search_words', repeat('team of one ', %s)), "
            "'team'::tsquery)",
            [times],
            [(float(times),)],
        )


def run(statement: str, parameters: list[Any] | None = None, answer: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        if answer is not None:
            assert cursor.fetchall() == answer
