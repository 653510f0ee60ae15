"""Each of the 622 values of the field's profiles is on a page that readers get, with its source."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from django.test import Client

from portal.provenance.dates import display
from programs.models import ProgramPage
from tests.printed import Printed, plain, printed
from tests.programs.field_data import (
    CITY_FIELDS,
    FIGURES,
    PROGRAM_FIELDS,
    PROGRAMS,
    as_text,
    listed,
    profiles,
)

__all__ = ["profiles"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


@pytest.fixture(scope="module")
def page_at() -> Callable[[str], Printed]:
    @cache
    def read(path: str) -> Printed:
        return printed(Client().get(path).content)

    return read


def values_of(profile: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in (*CITY_FIELDS, *PROGRAM_FIELDS, *FIGURES):
        for fact in listed(profile[name]):
            yield name, fact


def test_the_profiles_hold_622_values(profiles: dict[str, Any]) -> None:
    assert sum(1 for profile in profiles.values() for _value in values_of(profile)) == 622


@pytest.mark.parametrize("slug", PROGRAMS)
def test_every_value_can_be_read_with_its_source(
    slug: str, profiles: dict[str, Any], page_at: Callable[[str], Printed]
) -> None:
    program = ProgramPage.objects.get(slug=PROGRAMS[slug])
    pages = page_at(program.url), page_at(program.get_parent().url)
    missing = []
    for name, fact in values_of(profiles[slug]):
        page = pages[name in CITY_FIELDS]
        named = any(fact["source"] in shown.sources for shown in page.facts)
        if not named or not any(plain(words) in page.words for words in accepted(name, fact)):
            missing.append((name, fact["value"], fact["source"]))
    assert missing == []


@pytest.mark.parametrize("slug", PROGRAMS)
def test_every_amount_and_figure_stands_beside_its_source(
    slug: str, profiles: dict[str, Any], page_at: Callable[[str], Printed]
) -> None:
    page = page_at(ProgramPage.objects.get(slug=PROGRAMS[slug]).url)
    figures = [fact for name in FIGURES for fact in listed(profiles[slug][name])]
    missing = []
    for fact in [*figures, *profiles[slug]["other_figures"]]:
        words = amount(fact["value"])
        shown = (one.words for one in page.facts if fact["source"] in one.sources)
        if not any(f" {words} " in f" {text} " for text in shown):
            missing.append((fact["value"], fact["source"]))
    assert missing == []


def accepted(name: str, fact: dict[str, Any]) -> list[str]:
    if name in FIGURES:
        return [amount(fact["value"])]
    texts = [as_text(fact["value"])]
    return [*texts, display(str(fact["value"]))] if name == "launch_date" else texts


def amount(value: Any) -> str:
    number = value["amount"] if isinstance(value, dict) else value
    return plain(f"{number:,.10g}" if isinstance(number, float) else f"{number:,}")
