"""What was taken out can be brought in again: every row is what is there already."""

from collections import Counter

import pytest
from django.test import Client

from programs.metrics.importing.checking import planned_rows
from programs.metrics.importing.models import FigureImport
from programs.metrics.importing.opening import open_import
from programs.metrics.models import Observation
from programs.models import ProgramPage
from tests.example import example

__all__ = ["example"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def looked_at(program: ProgramPage, content: bytes) -> tuple[Counter[str], list[object]]:
    """How many rows of each action, and what is said of those that are not the same."""
    of = FigureImport(program=program, file_name="figures", digest="-")
    table, headings = open_import(of, content)
    assert headings.are_settled
    rows = list(planned_rows(of, table, headings))
    said = [[row.number, row.faults, row.differences] for row in rows if row.action != "same"]
    return Counter(str(row.action) for row in rows), said


def exported(program: ProgramPage, form: str) -> bytes:
    response = Client().get(f"{program.url.rstrip('/')}/figures.{form}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_programs_figures_come_back_as_they_are(form: str) -> None:
    programs = [
        program
        for program in ProgramPage.objects.readable()
        if Observation.objects.filter(program=program).exists()
    ]
    assert len(programs) >= 20
    for program in programs:
        counted, said = looked_at(program, exported(program, form))
        assert counted == {"same": program.observations.count()}, (program.title, said)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_words_that_begin_like_a_formula_come_back_as_they_were(form: str) -> None:
    [program] = ProgramPage.objects.filter(slug="heart")
    figures = list(program.observations.all())
    words = [
        "=1+1",
        "+48 hours after a call",
        "-5 on a scale",
        "@noon",
        "'=quoted",
        "＝wide",
        'two\nlines, and "quotes"',
        "12,500",
        "-5",
        "true",
    ]
    for figure, note in zip(figures, words, strict=False):
        figure.note, figure.geography = note, note[:20].strip()
        figure.save()
    counted, said = looked_at(program, exported(program, form))
    assert counted == {"same": len(figures)}, said
