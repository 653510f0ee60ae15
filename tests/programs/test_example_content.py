"""Every value of the field's data on these two programs is here, with its source and its words."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import yaml

from portal.pages.models import CityPage, KnowledgePage
from portal.provenance.dates import display
from portal.provenance.models import Citation, Source
from programs.metrics.models import Metric, Observation
from programs.models import ProgramPage
from tests.example import example

__all__ = ["example"]

pytestmark = pytest.mark.django_db

PROGRAMS = {
    "cambridge-care": "care",
    "durham-heart": "heart",
    "denver-star": "star",
    "albuquerque-acs": "acs",
    "eugene-cahoots": "cahoots",
    "portland-street-response": "street-response",
    "nyc-b-heard": "b-heard",
    "toronto-tccs": "tccs",
    "seattle-care": "seattle-care",
    "minneapolis-bcr": "bcr",
    "oakland-macro": "macro",
    "olympia-cru": "cru",
    "harris-county-hart": "hart",
    "st-petersburg-call": "call",
    "dayton-mru": "mru",
    "chicago-care": "chicago-care",
    "rochester-pic": "pic",
    "amherst-cress": "cress",
    "san-francisco-scrt": "scrt",
    "new-orleans-mciu": "mciu",
}
CITY_FIELDS = {
    "city": ["city_name"],
    "state_province": ["state"],
    "country": ["country"],
    "lat": ["latitude"],
    "lon": ["longitude"],
    "population": ["populations"],
}
# The field of the data, and the columns and relations of the page that hold it.
PROGRAM_FIELDS = {
    "name": ["title"],
    "acronym_expansion": ["acronym_expansion"],
    "lead_agency": ["lead_department"],
    "agency_type": ["housed_in"],
    "launch_date": ["milestones"],
    "status": ["status"],
    "response_model": ["response_models"],
    "team_composition": ["team_roles", "roles"],
    "dispatch_route": ["dispatch_model", "ways_to_ask"],
    "eligible_call_types": ["call_types"],
    "hours_of_operation": ["hours"],
    "coverage": ["coverage"],
    "fleet": ["equipment"],
    "funding_sources": ["funding"],
    "training": ["trainings"],
    "partner_agencies": ["partners"],
    "website": ["website"],
    "contact": ["contacts"],
    "evaluation_references": ["evaluations"],
}
FIGURES = {"staff_fte": "staff-fte", "annual_budget": "annual-budget"}


@pytest.fixture(scope="module")
def profiles(shared) -> dict[str, dict[str, Any]]:
    data = yaml.safe_load((shared / "data" / "programs.yaml").read_text())
    return {p["slug"]: p for p in data["programs"] if p["slug"] in PROGRAMS}


@pytest.fixture(scope="module")
def figure_rows(shared) -> list[dict[str, str]]:
    with (shared / "data" / "observations.csv").open() as file:
        return [row for row in csv.DictReader(file) if row["program"] in PROGRAMS]


def test_the_data_has_no_field_that_is_forgotten_here(profiles):
    known = {*CITY_FIELDS, *PROGRAM_FIELDS, *FIGURES, "slug", "other_figures"}
    for profile in profiles.values():
        assert set(profile) == known


@pytest.mark.parametrize("slug", PROGRAMS)
@pytest.mark.parametrize("field", [*CITY_FIELDS, *PROGRAM_FIELDS])
def test_every_value_is_there_with_its_source_and_note(slug, field, profiles, example):
    page: Any = ProgramPage.objects.get(slug=PROGRAMS[slug])
    places = PROGRAM_FIELDS.get(field) or CITY_FIELDS[field]
    if field in CITY_FIELDS:
        page = CityPage.objects.get(pk=page.home_city.pk)
    stated = list(_statements(page, places))
    for fact in _listed(profiles[slug][field]):
        same_source = [words for key, words in stated if key == fact["source"]]
        value = _as_text(fact["value"])
        accepted = {value, display(value)} if field == "launch_date" else {value}
        assert any(accepted & set(words) for words in same_source), (fact, same_source)
        note = fact["note"]
        if note:
            assert any(_spaced(note) in " ".join(words) for words in same_source), fact


@pytest.mark.parametrize("slug", PROGRAMS)
@pytest.mark.parametrize("field", FIGURES)
def test_posts_and_budgets_are_figures(slug, field, profiles, example):
    for fact in _listed(profiles[slug][field]):
        amount = fact["value"]["amount"] if isinstance(fact["value"], dict) else fact["value"]
        assert Observation.objects.filter(
            program__slug=PROGRAMS[slug],
            definition__metric__slug=FIGURES[field],
            value=amount,
            source__key=fact["source"],
        ).exists(), fact


@pytest.mark.parametrize("slug", PROGRAMS)
def test_other_figures_are_local_metrics_entered_once(slug, profiles, example):
    program = ProgramPage.objects.get(slug=PROGRAMS[slug])
    figures = profiles[slug]["other_figures"]
    assert program.local_metrics.count() == len(figures)
    for figure in figures:
        observation = program.observations.get(
            definition__metric__slug=f"{slug}-{figure['label'].replace('_', '-')}",
            definition__metric__in_dictionary=False,
        )
        assert observation.value == Decimal(str(figure["value"]))
        assert observation.metric.unit == figure["unit"]
        assert observation.period_start == (figure["period_start"] or "")
        assert observation.period_end == (figure["period_end"] or "")
        assert observation.quality == figure["quality"]
        assert observation.source.key == figure["source"]
        assert observation.note == figure["note"]


def test_all_observations_are_there_and_no_others(figure_rows, example):
    assert len(figure_rows) == 33
    assert Observation.objects.filter(definition__metric__in_dictionary=True).count() == 33
    for row in figure_rows:
        observation = Observation.objects.get(
            program__slug=PROGRAMS[row["program"]],
            definition__metric__slug=row["metric"].replace("_", "-"),
            definition__is_standard=True,
            period_start=row["period_start"],
            period_end=row["period_end"],
            geography=row["geography"],
            source__key=row["source_id"],
        )
        note = row["note"].removeprefix("CONFLICT: ").rstrip(".")
        assert observation.value == Decimal(row["value"])
        assert observation.quality == row["quality"]
        assert observation.note.startswith(note)
        assert observation.is_disputed == row["note"].startswith("CONFLICT: ")
        assert _number(row["numerator"]) == observation.numerator
        assert _number(row["denominator"]) == observation.denominator
        unit = observation.currency or observation.metric.unit
        assert unit == row["unit"]


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
    metrics = Metric.objects.in_dictionary()
    assert [m["slug"].replace("_", "-") for m in data] == [m.slug for m in metrics]
    for expected, metric in zip(data, metrics, strict=True):
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


@pytest.mark.parametrize("slug", ["heart", "care", "durham-nc", "cambridge-ma"])
def test_every_sentence_of_our_own_has_a_source(slug, example):
    page = KnowledgePage.objects.get(slug=slug).specific
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
            yield citation.source.key if citation.source else "", list(map(_spaced, words))


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


def _listed(value: Any) -> list[dict[str, Any]]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _as_text(value: Any) -> str:
    """A value as one of our columns or rows would hold it."""
    if isinstance(value, dict):
        return f"{value['count']:,}" + (f" ({value['year']})" if value["year"] else "")
    if isinstance(value, float):
        return str(Decimal(str(value)).quantize(Decimal("0.00001")))
    return _spaced(str(value))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
