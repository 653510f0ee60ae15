from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from portal.provenance.facts import Fact
from portal.provenance.models import Citation, Source
from portal.theme import remembering
from portal.theme.remembering import render, words_of

FACT = "components/fact.html"


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_pieces", {})


def fact(**changed: Any) -> Fact:
    made = Source(pk=1, key="S-1", title="A report", publisher="City of Durham")
    for name in ("title", "note"):
        if name in changed:
            setattr(made, name, changed.pop(name))
    citation = Citation(source=made, note=changed.pop("said", ""))
    return Fact("operator", "Operator", changed.pop("value", "City"), [citation], **changed)


def test_a_piece_is_what_including_it_gives() -> None:
    arguments = {"fact": fact(), "page": Page(pk=7, title="HEART")}
    assert render(FACT, arguments) == render_to_string(FACT, arguments)


def test_equal_words_are_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(FACT, {"fact": fact()})
    monkeypatch.setattr(remembering, "get_template", None)
    assert render(FACT, {"fact": fact()}) is first


@pytest.mark.parametrize(
    "changed",
    [{"value": "County"}, {"title": "Another"}, {"note": "Careful."}, {"said": "As of May."}],
)
def test_other_words_are_another_piece(changed: dict[str, str]) -> None:
    before = render(FACT, {"fact": fact()})
    after = render(FACT, {"fact": fact(**changed)})
    assert after != before
    assert next(iter(changed.values())) in after


def test_it_forgets_rather_than_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST_PIECES", 3)
    for number in range(10):
        render(FACT, {"fact": fact(value=str(number))})
    assert len(remembering._pieces) <= 3


def test_templates_in_development_are_read_each_time(settings: Any) -> None:
    settings.DEBUG = True
    render(FACT, {"fact": fact()})
    assert remembering._pieces == {}


def test_a_lazy_word_is_the_word_itself() -> None:
    assert words_of([gettext_lazy("Home")]) == ("Home",)


def test_what_has_no_value_to_compare_by_is_refused() -> None:
    with pytest.raises(TypeError):
        words_of({"unhashable"})
