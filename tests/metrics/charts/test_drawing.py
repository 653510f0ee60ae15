"""From figures to specifications: pure functions, nothing is drawn."""

from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from programs.metrics.charts import drawing
from programs.metrics.charts.dots_drawing import dots_spec
from programs.metrics.charts.forms import Form
from programs.metrics.charts.key import key_of
from programs.metrics.charts.labels import Label
from programs.metrics.charts.scales import scale
from programs.metrics.charts.series_drawing import series_spec
from programs.metrics.charts.values import (
    DotChart,
    End,
    Mark,
    Panel,
    SeriesChart,
    Slot,
    Told,
)
from programs.metrics.charts.words import dots_in_words, title_of_dots
from programs.metrics.comparison import Bound, Kind

TOLD = Told("Calls: 0 to 9", "Calls. 2024.", "In words.", ("A paper",))


def mark(value: int, words: str = "", **more: Any) -> Mark:
    ends = more.pop("ends", (End(Decimal(value)),))
    return Mark(more.pop("name", f"City {value}"), "2024", ends, words or str(value), **more)


def chart(*marks: Mark) -> DotChart:
    most = max(mark.most.value for mark in marks)
    return DotChart(TOLD, marks, scale(most, Kind.COUNT))


def texts_of(spec: dict[str, Any]) -> list[str]:
    return [
        row["text"] for layer in spec["layer"] for row in layer["data"]["values"] if "text" in row
    ]


def shapes_of(spec: dict[str, Any]) -> set[str]:
    return {layer["mark"]["shape"] for layer in spec["layer"] if "shape" in layer["mark"]}


@pytest.mark.parametrize(
    ("most", "kind", "top"),
    [
        (16_479, Kind.COUNT, 20_000),
        (1, Kind.COUNT, 1),
        (0, Kind.COUNT, 1),
        (98, Kind.PERCENT, 100),
        (Decimal("2.5"), Kind.PERCENT, Decimal("2.5")),
    ],
)
def test_a_scale_begins_at_nothing_and_holds_the_most(most: int, kind: Kind, top: int) -> None:
    found = scale(Decimal(most), kind)
    assert found.top == top
    assert found.ticks[0][0] == 0
    assert found.ticks[-1][0] == top


def test_every_value_stands_at_its_mark_in_every_form() -> None:
    drawn = chart(mark(11_612), mark(6_300, "more than 6,300"))
    for form in Form:
        assert {"11612", "more than 6,300"} <= set(texts_of(dots_spec(drawn, form)))


def test_bounds_and_estimates_have_shapes_of_their_own_and_a_key() -> None:
    bound = mark(6_300, ends=(End(Decimal(6_300), Bound.MORE_THAN),))
    nearly = mark(900, ends=(End(Decimal(900), Bound.NEARLY, is_estimated=True),))
    drawn = chart(bound, nearly)
    assert {"circle", "diamond", "triangle-right", "triangle-left"} <= shapes_of(
        dots_spec(drawn, Form.PAGE)
    )
    assert shapes_of(dots_spec(chart(mark(5)), Form.PAGE)) == {"circle"}
    assert len(key_of(drawn)) == 2
    assert key_of(chart(mark(5))) == []


def test_only_the_whole_form_carries_its_title_and_sources() -> None:
    drawn = chart(mark(5))
    whole, page = (
        texts_of(dots_spec(drawn, form, "/metrics/x/")) for form in (Form.WHOLE, Form.PAGE)
    )
    for words in (TOLD.title, "Sources: A paper.", "/metrics/x/"):
        assert words in whole
        assert words not in page


def test_a_period_without_a_figure_is_a_dotted_box_and_no_mark_at_nothing() -> None:
    slots = (Slot("2021", mark(5)), Slot("2022"), Slot("2023", mark(7), is_joined=False))
    drawn = SeriesChart(TOLD, (Panel("Durham", slots),), scale(Decimal(7), Kind.COUNT))
    spec = series_spec(drawn, Form.PHONE)
    assert texts_of(spec).count("no figure") == 1
    values = [
        row["value"] for layer in spec["layer"] for row in layer["data"]["values"] if "value" in row
    ]
    assert values == [5, 7]
    assert not [
        layer
        for layer in spec["layer"]
        if layer["mark"].get("strokeWidth") == 2 and layer["mark"]["type"] == "rule"
    ]


slots = st.builds(
    lambda value, words, bound, disputed: Slot(
        "2024",
        mark(value, words, ends=(End(Decimal(value), bound),), is_disputed=disputed),
    ),
    st.integers(0, 100),
    st.sampled_from(["7", "about $4,000,000", "$6,400,000 or $7,200,000, planned"]),
    st.sampled_from(Bound),
    st.booleans(),
)


@given(
    panels=st.lists(st.lists(slots, min_size=2, max_size=5), min_size=1, max_size=3),
    form=st.sampled_from(Form),
)
def test_no_value_over_time_stands_on_another_or_on_a_title(
    panels: list[list[Slot]], form: Form
) -> None:
    titled = tuple(Panel(f"Panel {number}", tuple(each)) for number, each in enumerate(panels))
    drawn = SeriesChart(TOLD, titled, scale(Decimal(100), Kind.COUNT))
    spec = series_spec(drawn, form)
    bold = [
        Label(row["text"], row["x"], row["y"], layer["mark"]["fontSize"], layer["mark"]["align"])
        for layer in spec["layer"]
        if layer["mark"].get("fontWeight") == 700 and layer["mark"].get("color") == drawing.INK
        for row in layer["data"]["values"]
        if row["text"] != TOLD.title
    ]
    assert len(bold) >= len(panels) * 3, "a title and two values of each"
    for one, other in combinations(bold, 2):
        assert not one.box.meets(other.box), (one, other)
    for label in bold:
        assert label.box.top >= 0
        assert label.box.bottom <= spec["height"]


def test_the_words_name_how_many_the_most_the_least_and_the_middle() -> None:
    marks = [mark(9, name="Nine"), mark(5, name="Five"), mark(0, name="None")]
    title = title_of_dots("Calls", marks)
    assert title == "Calls: 0 (None) to 9 (Nine)"
    words = dots_in_words(marks, title, "Calls")
    for said in ("3 programs", "Most: Nine, 2024: 9", "Least: None, 2024: 0", "middle: Five"):
        assert said in words


def test_colors_are_those_of_the_design_system() -> None:
    stylesheet = Path(settings.BASE_DIR, "portal/theme/static/theme/portal.css").read_text()
    for color in (drawing.INK, drawing.SOFT, drawing.HAIRLINE, drawing.ACCENT):
        assert color in stylesheet.lower()
