"""Hours are written as days and times; what a source does not speak of stays unknown."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from programs.hours import validate_pattern, week
from programs.hours_form import WeekWidget, read_spans, read_week, write_week
from programs.models import ProgramPage
from tests.admin.conftest import edit_address, open_form
from tests.admin.forms import send
from tests.admin.test_facts_form import latest

PATTERNS = [
    "Mo-Su 00:00-06:00 off; Mo-Su 06:00-24:00 unknown",
    "We-Fr 10:00-17:00",
    "Mo-Su 06:00-21:00",
    "Mo-Fr 10:00-17:00; Sa 12:00-18:00",
    "Mo-Fr 08:00-12:00,13:00-17:00",
    "Mo 22:00-06:00",
    "24/7",
    "Mo-Fr 10:00-17:00, Mo-Fr 00:00-06:00 off, Mo-Fr 06:00-10:00,17:00-24:00 unknown",
]


def posted(pattern: str = "", **cells: str) -> str:
    """What the widget makes of a form in which these cells were changed."""
    widget = WeekWidget()
    context = widget.get_context("pattern", pattern, {})["widget"]
    data = {"pattern-kept": pattern, "pattern-rest": context["rest"]}
    for row in context["rows"]:
        data |= {row[kind]["name"]: row[kind]["value"] for kind in ("on", "off")}
    data |= {f"pattern-{name.replace('_', '-')}": text for name, text in cells.items()}
    return widget.value_from_datadict(data, {}, "pattern")


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_that_nobody_touched_comes_back_to_the_letter(pattern: str) -> None:
    assert posted(pattern) == pattern


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_that_is_written_anew_means_the_same(pattern: str) -> None:
    anew = write_week(read_week(pattern))
    assert {state: _minutes(anew, state) for state in ("open", "closed", "unknown")} == {
        state: _minutes(pattern, state) for state in ("open", "closed", "unknown")
    }


def _minutes(pattern: str, state: str) -> set[tuple[int, int]]:
    validate_pattern(pattern)
    minutes = set()
    for start, end, found in week(pattern):
        if found == state:
            first = start.weekday() * 1440 + start.hour * 60 + start.minute
            length = int((end - start).total_seconds()) // 60
            minutes |= {(minute, 1) for minute in range(first, first + length)}
    return minutes


@pytest.mark.parametrize(
    ("cells", "pattern"),
    [
        ({"all_on": "10:00-17:00"}, "Mo-Su 10:00-17:00"),
        ({"all_on": "10am - 5pm"}, "Mo-Su 10:00-17:00"),
        ({"all_on": "10-17", "Su_on": "off"}, "Mo-Sa 10:00-17:00"),
        ({"Mo_on": "8 to 12, 13 to 17:30"}, "Mo 08:00-12:00,13:00-17:30"),
        ({"Fr_on": "22:00-02:00"}, "Fr 22:00-24:00, Sa 00:00-02:00"),
        (
            {"all_off": "00:00-06:00", "rest": "unknown"},
            "Mo-Su 06:00-24:00 unknown",
        ),
    ],
)
def test_times_are_taken_as_people_write_them(cells: dict[str, str], pattern: str) -> None:
    assert posted(**cells) == pattern


@pytest.mark.parametrize("text", ["mornings", "10:00", "25:00-26:00", "10:00-", '"x"-"y"'])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read_spans(text)
    with pytest.raises(ValidationError):
        validate_pattern(posted(Mo_on=text))


def test_hours_are_edited_in_the_programs_form(durham_editor: Client, heart: ProgramPage) -> None:
    form = open_form(durham_editor, heart)
    [first, *_others] = [row for row in heart.hours.all() if row.pattern]
    prefix = form.prefix_of("-key", first.key)
    assert form[f"{prefix}-pattern-kept"] == first.pattern
    form[f"{prefix}-pattern-Sa-on"] = "12-18"
    response = send(durham_editor, edit_address(heart), form)
    assert response.status_code == 302
    [changed] = [row for row in latest(heart).hours.all() if row.key == first.key]
    assert "Sa 12:00-18:00" in changed.pattern

    form[f"{prefix}-pattern-Sa-on"] = "in the evening"
    html = send(durham_editor, edit_address(heart), form).content.decode()
    assert "Write days and times like this" in html
