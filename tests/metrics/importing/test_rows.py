"""What is wrong with a row is said at its cell, all at once."""

import pytest

from programs.metrics.columns import FIGURE_COLUMNS, as_text, cells
from programs.metrics.importing.models import FigureImport
from programs.metrics.importing.templates_to_fill import csv_template, xlsx_template
from programs.metrics.models import Definition, Observation
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.metrics.importing.conftest import Bring
from tests.metrics.importing.files import A_YEAR, HEADINGS, as_csv, as_xlsx, row
from tests.records import source

ALL = [column.name for column in FIGURE_COLUMNS]


def full_row(**cells: str) -> list[str]:
    """Of all columns; what is not said is as in the figure of a year."""
    known = dict(zip(HEADINGS, A_YEAR, strict=True)) | cells
    return [known.get(name, "") for name in ALL]


def faults(of: FigureImport) -> list[tuple[str, str]]:
    return [(where, words) for each in of.rows.all() for where, _heading, words in each.faults]


def letter_of(name: str) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWX"[ALL.index(name)]


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"program": "dayton-oh/mru"}, "program", "brought in for durham/durham-heart alone"),
        ({"metric": "calls-respnded"}, "metric", "write calls-responded"),
        ({"metric": "dogs"}, "metric", "is no metric"),
        ({"metric": ""}, "metric", "Name the metric"),
        ({"definition": "Our own way"}, "definition", "no way of counting Calls responded to"),
        ({"period_kind": "calendar_yaer"}, "period_kind", "write calendar_year"),
        (
            {"period_kind": "", "period_start": "2024-07-01", "period_end": "2025-06-30"},
            "period_kind",
            "Say what kind of period it is: calendar_year, fiscal_year",
        ),
        ({"value": "n/a"}, "value", "Where nothing is known, leave the cell empty"),
        ({"value": "2.5"}, "value", "counted one by one"),
        ({"period_start": "2024-02-30"}, "period_start", "no day of the calendar"),
        ({"period_start": "0024"}, "period_start", "four digits"),
        ({"period_start": "", "value": "1"}, "period_end", "Give the period"),
        ({"period_start": "2024-06", "period_end": "2024-01"}, "period_end", "before it begins"),
        ({"period_start": "2024-07-01", "period_end": "2025-06-30"}, "period_end", "Fiscal year"),
        (
            {"period_kind": "month", "period_start": "2024-01-01", "period_end": "2024-02-01"},
            "period_end",
            "same month",
        ),
        ({"value": ""}, "value", "Missing is not zero"),
        ({"value": "-4"}, "value", "without a minus"),
        ({"value": "NaN"}, "value", "is no number"),
        ({"value": "45 %"}, "value", "counts calls, no percent"),
        ({"value": "$45"}, "value", "counts calls, no money"),
        ({"value": "#DIV/0!"}, "value", "gives an error"),
        ({"value": "50 to 55"}, "value", "Write 50 here, and 55 in the column “value_to”"),
        ({"value": "50", "value_to": "45"}, "value_to", "A range ends above where it begins"),
        ({"value": "50", "value_to": "many"}, "value_to", "is no number"),
        ({"unit": "visits"}, "unit", "write calls, or leave the cell empty"),
        ({"bound": "exact-ish"}, "bound", "is not one of|write exact"),
        ({"denominator": "0"}, "denominator", "part of zero"),
        ({"quality": "derived"}, "note", "Give the working"),
        ({"source": "SOURCE-9"}, "source", "Or is it SOURCE-1?"),
        ({"source": ""}, "source", "Say who says so"),
        ({"is_disputed": "perhaps"}, "is_disputed", "write true or false"),
        ({"is_disputed": "yes"}, "note", "Say which other source disagrees"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(
    looked_at: Bring, changes: dict[str, str], column: str, words: str
) -> None:
    found = faults(looked_at(as_csv(full_row(**changes), headings=ALL)))
    assert [where for where, _words in found] == [f"{letter_of(column)}2"]
    assert any(each in found[0][1] for each in words.split("|")), found


def test_shares_and_money_have_rules_of_their_own(looked_at: Bring) -> None:
    metric("share", name="Share", unit="percent", kind="percent")
    metric("budget", name="Budget", unit="ISO 4217 currency code", kind="money")
    of = looked_at(
        as_csv(
            full_row(metric="share", value="120"),
            full_row(metric="share", value="50", numerator="3", denominator="2", geography="a"),
            full_row(metric="budget", value="5"),
            full_row(metric="budget", value="5", unit="EUR", geography="a"),
            full_row(metric="budget", value="$5", unit="usd", geography="b"),
            full_row(metric="share", value="45 %", unit="%", geography="b"),
            headings=ALL,
        )
    )
    value, numerator, unit = map(letter_of, ("value", "numerator", "unit"))
    assert [where for where, _ in faults(of)] == [
        f"{value}2",
        f"{numerator}3",
        f"{unit}4",
        f"{unit}5",
    ]
    assert of.count("new") == 2
    labels = of.rows.filter(number__in=[5, 6]).values_list("label", flat=True)
    assert [label.rpartition(": ")[2] for label in labels] == ["5", "$5"]


def test_all_that_is_wrong_is_said_at_once(looked_at: Bring) -> None:
    of = looked_at(as_csv(row(metric="dogs", value="many"), row(source="?"), row(value="-1")))
    assert [where for where, _ in faults(of)] == ["A2", "D2", "E3", "D4"]


def test_two_values_for_one_figure_are_refused_and_the_same_twice_is_not(looked_at: Bring) -> None:
    of = looked_at(as_csv(row(), row(), row(value="1")))
    assert of.counts == {"new": 1, "same": 1, "refused": 1}
    [(where, words)] = faults(of)
    assert where == "D4"
    assert "Row 2 is the same figure" in words


def test_sources_are_found_by_address_and_title(looked_at: Bring) -> None:
    there = source()
    there.address = "https://example.gov/report"
    there.save()
    headings = ["metric", "period_kind", "period_start", "value", "source_title", "link"]
    of = looked_at(
        as_csv(
            [*A_YEAR[:4], "", "https://example.gov/report/"],
            [*A_YEAR[:2], "2023", "1", "a report", ""],
            [*A_YEAR[:2], "2022", "1", "", "https://example.gov/other"],
            headings=headings,
        )
    )
    assert of.counts == {"new": 2, "refused": 1}


def test_what_is_retired_gets_no_new_figures(
    looked_at: Bring, heart: ProgramPage, calls: Definition
) -> None:
    figure(calls, heart, 12_500)
    there = source()
    there.retired_on = "2026-01-01"
    there.save()
    of = looked_at(as_csv(row(), row(period_start="2023")))
    assert of.counts == {"same": 1, "refused": 1}


def test_titles_above_the_table_and_empty_rows_are_passed_over(looked_at: Bring) -> None:
    of = looked_at(as_csv(["", ""], HEADINGS, [], row(), ["", "", ""], headings=["Our figures"]))
    assert of.counts == {"new": 1}
    assert of.rows.get().number == 5


def test_a_column_nobody_knows_stops_the_file(looked_at: Bring) -> None:
    from programs.metrics.importing.opening import open_best_table

    content = as_csv([*row(), "?"], headings=[*HEADINGS, "mood"])
    _table, headings = open_best_table(content, {})
    assert [(each.letter, each.text) for each in headings.unsettled] == [("G", "mood")]
    assert not headings.are_settled
    _table, headings = open_best_table(content, {"mood": ""})
    assert headings.are_settled


@pytest.mark.parametrize("make", [csv_template, xlsx_template])
def test_an_empty_template_has_nothing_to_apply(
    looked_at: Bring, heart: ProgramPage, make: object
) -> None:
    of = looked_at(make(heart))  # type: ignore[operator]
    assert of.problem == ""
    assert of.counts == {"left_out": 1}


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_figures_that_were_taken_out_come_in_unchanged(
    looked_at: Bring, heart: ProgramPage, calls: Definition, make: object
) -> None:
    own = Definition.objects.create(metric=calls.metric, name="Calls received")
    figure(calls, heart, 12_000, bound="more_than", note="-5 is what a formula may look like")
    figure(own, heart, 3, is_disputed=True, note="Who", geography="Downtown", numerator=2)
    figure(calls, heart, 7, period_kind="undated", period_start="", period_end="", stands=True)
    taken = [[as_text(cell) for cell in cells(each).values()] for each in Observation.objects.all()]
    taken[0] = [f"'{cell}" if cell.startswith("-") else cell for cell in taken[0]]
    of = looked_at(make(*taken, headings=ALL))  # type: ignore[operator]
    assert of.counts == {"same": 3}, [each.differences for each in of.rows.all()]
