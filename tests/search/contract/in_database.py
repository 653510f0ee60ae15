"""What engines do that keep their index in the portal's own database."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction

from portal.pages.models import HomePage
from portal.search.engines.base import Engine
from portal.search.models import Passage

from ..pages import text_page
from .basis import Basis

CountsQueries = Callable[[int], AbstractContextManager[Any]]


class InDatabase(Basis):
    def test_rollback_to_a_savepoint_takes_the_index_back(
        self, engine: Engine, home: HomePage
    ) -> None:
        with transaction.atomic():
            text_page(home, "Naloxone")
            assert self.ask(engine, "naloxone").total == 1
            transaction.set_rollback(True)
        assert self.ask(engine, "naloxone").total == 0
        assert engine.verify() == []

    def test_bulk_changes_of_passages_reach_the_index(self, engine: Engine, home: HomePage) -> None:
        text_page(home, "Naloxone")
        Passage.objects.update(title="Gloves")
        assert self.ask(engine, "naloxone").total == 0
        assert self.ask(engine, "gloves").total > 0
        assert engine.verify() == []
        Passage.objects.all().delete()
        assert self.ask(engine, "gloves").total == 0
        assert engine.verify() == []

    def test_prepare_changes_nothing_that_is_sound(
        self, engine: Engine, home: HomePage, django_assert_num_queries: CountsQueries
    ) -> None:
        with django_assert_num_queries(1):
            engine.prepare()
