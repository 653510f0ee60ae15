"""Every value of the field's data on its twenty programs is here, with source and words."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import yaml

from portal.pages.models import CityPage
from portal.provenance.dates import display
from portal.provenance.models import Citation, Source
from programs.metrics.models import Metric, Observation
from programs.models import ProgramPage
from tests.example import example
from tests.programs.field_data import (
    CITY_FIELDS,
    FIGURES,
    PROGRAM_FIELDS,
    PROGRAMS,
    as_text,
    listed,
    profiles,
    spaced,
)

__all__ = ["example", "profiles"]

pytestmark = pytest.mark.django_db


# Denver's 16 are teams: no posts, but a figure of the program's own.
# And a budget that the data gives in Toronto's profile only.
TORONTO_2026 = (
    "toronto-tccs",
    "annual_budget",
    "2026-01-01",
    "2026-12-31",
    "Toronto",
    "CBC-2023-11",
)
# What other sources say of Durham's money of 2023-24, which the data has in a note.
DURHAM_MONEY = {
    (
        "durham-heart",
        "annual_budget",
        "2023-07-01",
        "2024-06-30",
        "City of Durham",
        source,
    )
    for source in ("CBS17-CITYWIDE-2023", "ABC11-2023-06")
}
# Denied by another source, or worked out from a number that is; the data's notes say so.
ALSO_DISPUTED = {
    ("albuquerque-acs", "calls_per_month", "2025-03-31"),
    ("minneapolis-bcr", "cost_per_call", "2023-12-31"),
    ("oakland-macro", "cost_per_call", "2024-12-31"),
}
MIDPOINT = "Midpoint of the reported "
# How many figures count something else than their metric, by the name of what they count.
OTHER_WAYS = {
    ("calls-responded", "Calls received"): 5,
    ("calls-responded", "Calls kept from police"): 2,
    ("calls-responded", "All requests, from any door"): 1,
    ("calls-responded", "Calls of one kind of responder"): 1,
    (
        "share-eligible-answered",
        "Of calls routed to the program, or eligible in its area and hours",
    ): 4,
    ("share-calls-deemed-eligible", "Of all police calls"): 1,
    ("response-time-avg", "Start of the clock not stated"): 6,
    ("police-backup-rate", "Police present with the team"): 1,
    ("responder-injuries", "Deaths and serious injuries only"): 1,
    ("responder-injuries", "Injuries, whose is not stated"): 2,
    ("resolved-on-scene-share", "Of people assessed"): 2,
    ("resolved-on-scene-share", "Settled without police, outreach included"): 1,
    ("share-crisis-calls-answered", "Calls that reached the unit"): 1,
    ("share-crisis-calls-answered", "Calls kept from police"): 1,
    ("referral-acceptance-share", "Offers not declined"): 1,
    ("referral-acceptance-share", "Connected after an assessment"): 1,
    ("diverted-from-police-share", "Of calls that police would have gone to"): 1,
    ("diverted-from-police-share", "Of calls that came from 911"): 2,
    ("cost-per-call", "Per minor offense, from the pilot study"): 1,
    ("annual-budget", "Whole department"): 7,
    ("annual-budget", "Contract with the operator"): 3,
    ("annual-budget", "Staff positions only"): 1,
    ("annual-budget", "Investment, scope not stated"): 1,
    ("staff-fte", "Responders only"): 12,
    ("staff-fte", "Whole department"): 1,
}
TEAMS = ("denver-star", "staff_fte", 16, "denver-star-responder-teams")


@pytest.fixture(scope="module")
def figure_rows(shared) -> list[dict[str, str]]:
    with (shared / "data" / "observations.csv").open() as file:
        return list(csv.DictReader(file))


def test_the_data_has_no_program_and_no_field_that_is_forgotten_here(profiles):
    assert set(profiles) == set(PROGRAMS)
    known = {*CITY_FIELDS, *PROGRAM_FIELDS, *FIGURES, "slug", "other_figures"}
    for profile in profiles.values():
        assert set(profile) == known


def test_the_data_holds_as_many_values_and_figures_as_are_looked_for_here(profiles):
    fields = [*CITY_FIELDS, *PROGRAM_FIELDS, *FIGURES]
    values = [fact for p in profiles.values() for name in fields for fact in listed(p[name])]
    assert len(values) == 622
    assert sum(len(profile["other_figures"]) for profile in profiles.values()) == 65


@pytest.mark.parametrize("slug", PROGRAMS)
def test_every_value_is_there_with_its_source_and_note(slug, profiles, example):
    program = ProgramPage.objects.get(slug=PROGRAMS[slug])
    city = CityPage.objects.get(pk=program.home_city.pk)
    missing: list[tuple[str, dict[str, Any]]] = []
    for page, fields in ((city, CITY_FIELDS), (program, PROGRAM_FIELDS)):
        for field, places in fields.items():
            stated = list(_statements(page, places))
            facts = listed(profiles[slug][field])
            missing += [(field, fact) for fact in facts if not _is_among(stated, field, fact)]
    assert missing == []


@pytest.mark.parametrize("slug", PROGRAMS)
@pytest.mark.parametrize("field", FIGURES)
def test_posts_and_budgets_are_figures(slug, field, profiles, example):
    for fact in listed(profiles[slug][field]):
        is_money = isinstance(fact["value"], dict)
        amount = fact["value"]["amount"] if is_money else fact["value"]
        is_team = (slug, field, amount) == TEAMS[:3]
        assert Observation.objects.filter(
            program__slug=PROGRAMS[slug],
            definition__metric__slug=TEAMS[3] if is_team else FIGURES[field],
            value=amount,
            currency=fact["value"]["currency"] if is_money else "",
            source__key=fact["source"],
        ).exists(), fact


@pytest.mark.parametrize("slug", PROGRAMS)
def test_other_figures_are_local_metrics_entered_once(slug, profiles, example):
    program = ProgramPage.objects.get(slug=PROGRAMS[slug])
    figures = profiles[slug]["other_figures"]
    metrics = {f"{slug}-{figure['label'].replace('_', '-')}" for figure in figures}
    also = {TEAMS[3]} if slug == TEAMS[0] else set()
    assert {metric.slug for metric in program.local_metrics.all()} == metrics | also
    local = program.observations.filter(definition__metric__in_dictionary=False)
    assert local.count() == len(figures) + len(also)
    for figure in figures:
        observation = local.get(
            definition__metric__slug=f"{slug}-{figure['label'].replace('_', '-')}",
            period_start=figure["period_start"] or "",
            period_end=figure["period_end"] or "",
            source__key=figure["source"],
        )
        assert observation.value == Decimal(str(figure["value"]))
        assert observation.metric.unit == figure["unit"]
        assert observation.quality == figure["quality"]
        assert observation.note == (figure["note"] or "")


def test_all_observations_are_there_and_no_others(figure_rows, example):
    in_dictionary = Observation.objects.filter(definition__metric__in_dictionary=True)
    found = {_key_of(observation): observation for observation in in_dictionary}
    expected = {_key_of_row(row): row for row in figure_rows}
    assert len(figure_rows) == len(expected) == 246
    assert len(in_dictionary) == 249
    assert set(found) == set(expected) | {TORONTO_2026} | DURHAM_MONEY
    differences = {key: _differences(found[key], row) for key, row in expected.items()}
    assert {key: words for key, words in differences.items() if words} == {}


def test_what_counts_something_else_is_said_to_by_name(example):
    """The notes say so; the names gather those that say the same."""
    others = Observation.objects.filter(
        definition__metric__in_dictionary=True, definition__is_standard=False
    ).select_related("definition__metric")
    counted = Counter((o.metric.slug, o.definition.name) for o in others)
    assert counted == OTHER_WAYS
    assert all(observation.definition.note for observation in others)


def test_torontos_budget_for_2026_is_a_figure_too(example):
    observation = Observation.objects.get(
        program__slug="tccs", definition__metric__slug="annual-budget", period_end="2026-12-31"
    )
    assert (observation.value, observation.currency) == (Decimal(34_700_000), "CAD")
    assert observation.quality == Observation.Quality.ESTIMATED


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("lower bound", {"more_than"}),
        ("upper bound", {"less_than", "nearly"}),
        ("^(Nearly|Almost|Close to)", {"nearly"}),
        ("^(Less than|Just under)", {"less_than"}),
    ],
)
def test_bounds_follow_the_notes(words, bounds, example):
    figures = Observation.objects.filter(note__regex=words)
    assert figures
    assert {figure.bound for figure in figures} <= bounds


@pytest.mark.parametrize(
    ("metric", "start", "end", "kind"),
    [
        ("calls-responded", "2024-01-01", "2024-12-31", "calendar_year"),
        ("calls-responded", "2022-06-27", "2024-02-07", "cumulative"),
        ("annual-budget", "2022-07-01", "2023-06-30", "fiscal_year"),
        ("staff-fte", "2022-12-21", "2022-12-21", "point"),
        ("training-hours", "2023-09-01", "2023-11-30", "other"),
        ("durham-heart-annual-call-target", "", "", "undated"),
    ],
)
def test_periods_say_what_kind_they_are(metric, start, end, kind, example):
    found = Observation.objects.filter(
        definition__metric__slug=metric, period_start=start, period_end=end
    )
    assert {figure.period_kind for figure in found} == {kind}


def test_the_metric_dictionary_is_whole(shared, example):
    data = yaml.safe_load((shared / "data" / "metrics.yaml").read_text())["metrics"]
    metrics = {metric.slug: metric for metric in Metric.objects.in_dictionary()}
    for expected in data:
        metric = metrics[expected["slug"].replace("_", "-")]
        standard = metric.definitions.get(is_standard=True)
        assert metric.name == expected["name"]
        assert metric.unit == expected["unit"]
        assert metric.kind == expected["kind"]
        assert metric.direction == expected["direction"]
        assert metric.meaning == expected["definition"]
        assert metric.normalization_list == expected["normalization"]
        assert metric.caveat_list == expected["comparability_caveats"]
        assert metric.source.key == expected["definition_source"]
        assert metric.basis == expected["definition_basis"]
        assert standard.numerator == (expected["numerator"] or "")
        assert standard.denominator == (expected["denominator"] or "")


def test_sources_are_as_they_were_registered_and_each_is_used(shared, example):
    data = yaml.safe_load((shared / "data" / "sources.yaml").read_text())["sources"]
    assert {source.key for source in Source.objects.all()} == set(data)
    assert len(data) == 240
    for source in Source.objects.all():
        expected = data[source.key]
        assert source.title == expected["title"]
        assert source.publisher == expected["publisher"]
        assert source.address == expected["address"]
        assert source.published == str(expected["date_published"] or "")
        assert source.accessed == str(expected["date_accessed"])
        assert source.note == expected.get("note", "")
        used = source.citations.exists() or source.observations.exists() or source.metrics.exists()
        assert used, source.key


@pytest.mark.parametrize("slug", PROGRAMS)
def test_every_sentence_of_our_own_has_a_source(slug, example):
    program = ProgramPage.objects.get(slug=PROGRAMS[slug])
    for page in (program, program.home_city.specific):
        for name in ("summary", *getattr(page, "PLAIN_ANSWERS", ())):
            for sentence in page.facts.sentences(name):
                assert sentence.supporting, sentence.value


def test_gaps_that_were_looked_for_say_so(example):
    heart, care = ProgramPage.objects.get(slug="heart"), ProgramPage.objects.get(slug="care")
    for page, about in (
        (heart, "metric/response-time-median"),
        (care, "metric/share-eligible-answered"),
        (care, "does_it_help"),
    ):
        assert [c.says for c in page.facts.cited(about)] == [Citation.Says.NOT_FOUND]
    assert care.who_pays == ""


def test_hours_without_times_have_a_total_and_times_without_end_have_none(example):
    heart = ProgramPage.objects.get(slug="heart")
    now, then = heart.hours.all()
    assert now.weekly_total is None
    assert then.weekly_total == 84
    assert then.pattern == ""
    co_response = heart.units.get(name="Co-Response").hours.get()
    assert co_response.weekly_total == 105
    assert ProgramPage.objects.get(slug="care").hours.get().weekly_total == 21


def test_durham_has_four_units_with_their_roles(example):
    units = ProgramPage.objects.get(slug="heart").units.all()
    assert {unit.name: [role.discipline for role in unit.roles.all()] for unit in units} == {
        "Crisis Call Diversion": ["clinician"],
        "Community Response Teams": ["clinician", "peer", "emt"],
        "Care Navigation": ["clinician", "peer"],
        "Co-Response": ["clinician", "officer"],
    }


def test_what_the_portal_classified_says_so_and_keeps_the_words(example):
    notes = Citation.objects.filter(
        page__slug__in=["heart", "care"], note__startswith="Classified by the portal from “"
    )
    assert notes.filter(note__contains="“independent city department”").count() == 2
    assert notes.count() > 50


def _statements(page: Any, places: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Source by source, the words that a page holds for some of its columns and relations."""
    cited: dict[str, list[Citation]] = {}
    for citation in page.citations.select_related("source"):
        cited.setdefault(citation.about, []).append(citation)
    for about, texts in _facts(page, places):
        for citation in cited.get(about, []):
            classified = citation.note.partition("from “")[2].partition("”.")[0]
            words = [*texts, citation.stated, citation.note, classified]
            yield citation.source.key if citation.source else "", list(map(spaced, words))


def _facts(page: Any, places: list[str]) -> Iterator[tuple[str, list[str]]]:
    for place in places:
        if place in {field.name for field in page._meta.concrete_fields}:
            yield place, [str(getattr(page, place))]
            continue
        owners = page.units.all() if place == "roles" else [page]
        units = page.units.all() if place == "hours" else []
        for owner in [*owners, *units]:
            for row in getattr(owner, place).all():
                values = [getattr(row, column.attname) for column in row._meta.concrete_fields]
                yield str(row.key), [str(row), *map(str, values)]


def _is_among(stated: list[tuple[str, list[str]]], field: str, fact: dict[str, Any]) -> bool:
    """Whether its source is cited for the value; a note may have become a row beside it."""
    value, note = as_text(fact["value"]), spaced(fact["note"] or "")
    accepted = {value, display(value)} if field == "launch_date" else {value}
    same_source = [words for source, words in stated if source == fact["source"]]
    has_value = any(accepted & set(words) for words in same_source)
    return has_value and any(note in " ".join(words) for words in same_source)


def _key_of(observation: Observation) -> tuple[str, ...]:
    """What makes a figure one of its own, in the words of the data."""
    slugs = {page: slug for slug, page in PROGRAMS.items()}
    return (
        slugs[observation.program.slug],
        observation.metric.slug.replace("-", "_"),
        observation.period_start,
        observation.period_end,
        observation.geography,
        observation.source.key,
    )


def _key_of_row(row: dict[str, str]) -> tuple[str, ...]:
    names = ("program", "metric", "period_start", "period_end", "geography", "source_id")
    return tuple(row[name] for name in names)


def _differences(observation: Observation, row: dict[str, str]) -> list[str]:
    note = row["note"].removeprefix("CONFLICT: ")
    is_disputed = (row["program"], row["metric"], row["period_end"]) in ALSO_DISPUTED
    value, quality = observation.value, observation.quality
    if note.startswith(MIDPOINT):
        # The data has the middle of what its source says; here it is what the source says.
        note = note.removeprefix(MIDPOINT).removeprefix("range of ")
        value, quality = (value + (observation.value_to or 0)) / 2, "derived"
        assert observation.quality == Observation.Quality.REPORTED
    pairs = {
        "value": (value, Decimal(row["value"])),
        "unit": (observation.currency or observation.metric.unit, row["unit"]),
        "numerator": (observation.numerator, _number(row["numerator"])),
        "denominator": (observation.denominator, _number(row["denominator"])),
        "quality": (quality, row["quality"]),
        "disputed": (
            observation.is_disputed,
            is_disputed or row["note"].startswith("CONFLICT: "),
        ),
        "note": (_lacking(note, observation.note), []),
    }
    return [
        f"{name}: {found} for {wanted}"
        for name, (found, wanted) in pairs.items()
        if found != wanted
    ]


def _lacking(note: str, kept: str) -> list[str]:
    """The sentences of a note that were not kept; it may stand beside that of the profile."""
    sentences = re.split(r"(?<=[.!?])\s+", spaced(note))
    return [one for one in sentences if one.rstrip(".").casefold() not in spaced(kept).casefold()]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
