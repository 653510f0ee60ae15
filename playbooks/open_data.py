"""Playbooks and their practices as open data."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.open_data.columns import Column, columns_of
from portal.open_data.pages import (
    HEAD,
    REVIEW,
    TOPICS,
    PageTable,
    key_of,
    keys_of_sources,
    values_of,
)
from portal.open_data.sheets import Record
from portal.open_data.tables import Table, register
from portal.open_data.twins import list_twin
from portal.provenance.row_loading import load_rows
from portal.taxonomy.choices import Audience, ResponseModel
from programs.references import References

from .listing import SORTS
from .models import PlaybookIndexPage, PlaybookPage, Practice

_ROWS = {
    "citations": ["source"],
    "page_topics": ["topic"],
    "audiences": [],
    "suited_models": [],
    "steps": [],
    "practices": [],
}


def _program_of(row: Any) -> str:
    """Of a program that the public may read; `load_playbooks` has looked."""
    return key_of(row.program) if row.is_program_public else ""


@register
class Practices(Table):
    name = "practices"
    one = "Practice"
    title = _("Practices")
    text = _("What one program does, told in a playbook so that another can try it.")
    in_api = False
    names = {"playbook": "playbooks", "program": "programs"}
    columns = (
        Column(
            "id", _("Its playbook, and its place there."), lambda r: f"{key_of(r.page)}#{r.anchor}"
        ),
        Column("playbook", _("The playbook that tells it."), lambda row: key_of(row.page)),
        *columns_of(Practice, "title", "text"),
        Column("program", _("Who does it, if a program of this portal."), _program_of),
        *columns_of(Practice, "place", "caution"),
        Column(
            "sources",
            _("Who says so."),
            lambda row: keys_of_sources(row.page.facts.of_row(row)),
            "list",
        ),
        Column("url", _("Where it stands."), lambda r: f"{r.page.url}#{r.anchor}", "address"),
    )

    def rows(self) -> QuerySet[Any]:
        return PlaybookPage.objects.readable().order_by("title", "pk")

    def records(self, rows: QuerySet[Any]) -> Iterator[Record]:
        playbooks = list(rows)
        load_playbooks(playbooks)
        for playbook in playbooks:
            yield from map(self.record, playbook.practices.all())


@register
class Playbooks(PageTable):
    name = "playbooks"
    one = "Playbook"
    address = "/playbooks/"
    model = PlaybookPage
    title = _("Playbooks")
    text = _("How to do one thing, drawn from what programs did.")
    parts = {"practices": Practices}
    sorts = SORTS
    kept_as = "playbooks"
    columns = (
        *HEAD,
        *columns_of(PlaybookPage, "phase"),
        Column(
            "audiences",
            _("For whom."),
            lambda page: values_of(page.audiences.all(), "audience"),
            "list",
            Audience.choices,
        ),
        Column(
            "suited_models",
            _("The response models that it suits."),
            lambda page: values_of(page.suited_models.all(), "model"),
            "list",
            ResponseModel.choices,
        ),
        *columns_of(PlaybookPage, "in_one_minute", "when_to_use"),
        *columns_of(PlaybookPage, "takes_people", "takes_money", "takes_time"),
        Column(
            "steps", _("What to do, in order."), lambda p: values_of(p.steps.all(), "title"), "list"
        ),
        Column(
            "practice_count",
            _("How many practices it tells."),
            lambda page: len(page.practices.all()),
            "integer",
        ),
        TOPICS,
        *REVIEW,
    )

    def load(self, rows: Sequence[Any]) -> None:
        load_playbooks(rows)

    def rows_of_part(self, name: str, row: Any) -> Sequence[Any]:
        return list(row.practices.all())


def load_playbooks(playbooks: Sequence[Any]) -> None:
    """Their rows, and which of the programs in them the public may read; two queries."""
    load_rows(playbooks, _ROWS)
    practices = [row for playbook in playbooks for row in playbook.practices.all()]
    references = References(practices, ["program"])
    for row in practices:
        row.is_program_public = references.get(row.program_id) is not None


list_twin("playbooks", PlaybookIndexPage)
