"""Figures: listed, added, changed and removed by those who may edit the program, by nobody else."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.provenance.models import Source
from programs.metrics.models import Metric, Observation, ObservationChange
from programs.metrics.models.observation import ALREADY_THERE
from programs.models import ProgramPage
from tests.admin.conftest import edit_address


def figure(program: ProgramPage, **changes: Any) -> dict[str, Any]:
    return {
        "program": program.pk,
        "metric": Metric.objects.get(slug="calls-responded").pk,
        "definition": "",
        "value": "14200",
        "bound": "exact",
        "currency": "",
        "period_kind": "calendar_year",
        "period_start": "2025",
        "period_end": "",
        "source": Source.objects.current().order_by("pk")[0].pk,
        "quality": "reported",
        "note": "",
        "numerator": "",
        "denominator": "",
        "geography": "",
    } | changes


def add(client: Client, program: ProgramPage, **changes: Any) -> Any:
    return client.post(reverse("figures:add"), figure(program, **changes))


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    form = response.context["form"]
    return {name: list(messages) for name, messages in form.errors.items()}


def test_a_figure_is_added_and_its_beginning_is_kept(
    durham_editor: Client, heart: ProgramPage
) -> None:
    response = add(durham_editor, heart)
    assert response.status_code == 302
    added = Observation.objects.latest("pk")
    assert (added.program, str(added)) == (heart, "14,200 calls, 2025")
    assert (added.period_start, added.period_end) == ("2025-01-01", "2025-12-31")
    change = ObservationChange.objects.get(observation=added)
    assert change.before is None
    assert change.changed_by.username == "durham"
    assert f"program={heart.pk}" in response["Location"]


def test_the_programs_page_leads_to_its_figures_and_back(
    durham_editor: Client, heart: ProgramPage
) -> None:
    listing = f"{reverse('figures:index')}?program={heart.pk}"
    assert listing in durham_editor.get(edit_address(heart)).content.decode()
    html = durham_editor.get(listing).content.decode()
    assert edit_address(heart) in html
    assert "more than 12,000 calls" in html
    first = heart.observations.first()
    assert f'href="{reverse("figures:edit", args=[first.pk])}' in html


def test_a_change_is_told_with_both_values(durham_editor: Client, heart: ProgramPage) -> None:
    add(durham_editor, heart)
    added = Observation.objects.latest("pk")
    values = figure(heart, value="14300", note="Counted anew.", period_start="2025-01-01")
    values["period_end"] = "2025-12-31"
    response = durham_editor.post(reverse("figures:edit", args=[added.pk]), values)
    assert response.status_code == 302
    html = durham_editor.get(reverse("figures:history", args=[added.pk])).content.decode()
    assert "14200 → 14300" in html
    assert "Counted anew." in html


def test_a_figure_that_is_removed_leaves_what_it_said(
    durham_editor: Client, heart: ProgramPage
) -> None:
    add(durham_editor, heart)
    added = Observation.objects.latest("pk")
    address = reverse("figures:delete", args=[added.pk])
    assert "Why it is withdrawn" in durham_editor.get(address).content.decode()
    refused = durham_editor.post(address, {"reason": "Counted twice. " * 30}).content.decode()
    assert "at most 300 characters" in refused
    assert "Counted twice. Counted twice." in refused
    durham_editor.post(address, {"reason": "Counted twice."})
    assert not Observation.objects.filter(pk=added.pk).exists()
    removal = ObservationChange.objects.filter(program=heart, after__isnull=True).get()
    assert removal.before["value"].startswith("14200")
    gone = Client().get(f"/metrics/figures/{added.pk}/")
    assert gone.status_code == 410
    assert "Counted twice." in gone.content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"value": ""}, "value", "required"),
        ({"value": "-4"}, "value", "without a minus"),
        ({"value": "many"}, "value", "number"),
        ({"metric": ""}, "metric", "required"),
        ({"source": ""}, "source", "required"),
        ({"source": "'; DROP TABLE"}, "source", "Select a valid choice"),
        ({"source": "9" * 30}, "source", "Select a valid choice"),
        ({"period_start": "2025-13"}, "period_start", "Write a year, a month or a day"),
        (
            {"period_start": "2025-06-01", "period_end": "2025-01-01"},
            "period_end",
            "before it begins",
        ),
        ({"period_kind": "month", "period_start": ""}, "period_end", "Give the period"),
        ({"currency": "USD"}, "currency", "is no money"),
        ({"value": "NaN"}, "value", "number"),
        ({"value": "Infinity"}, "value", "number"),
        ({"value": "1e999"}, "value", "digits"),
        ({"value": "1e-999"}, "value", "digits"),
        ({"numerator": "1e999"}, "numerator", "digits"),
        ({"numerator": "-1"}, "numerator", "without a minus"),
        ({"denominator": "NaN"}, "denominator", "number"),
        ({"period_start": "2024-02-30"}, "period_start", "no day of the calendar|Write a year"),
        ({"period_kind": "century"}, "period_kind", "Select a valid choice"),
        ({"bound": "perhaps"}, "bound", "Select a valid choice"),
        ({"geography": "x" * 201}, "geography", "at most 200"),
        ({"metric": "99999999999999999999"}, "metric", "Select a valid choice|valid value"),
        ({"is_disputed": "on"}, "note", "Say which other source"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    durham_editor: Client, heart: ProgramPage, changes: Any, field: str, words: str
) -> None:
    found = errors(add(durham_editor, heart, **changes))
    assert re.search(words, " ".join(found[field]))


@pytest.mark.parametrize("area", ["", "Durham", "City of Durham"])
def test_a_figure_is_not_added_twice_under_another_word_for_all_of_the_city(
    durham_editor: Client, heart: ProgramPage, area: str
) -> None:
    assert add(durham_editor, heart, geography="Durham").status_code == 302
    found = errors(add(durham_editor, heart, geography=area, value="14300"))
    assert found == {"__all__": [str(ALREADY_THERE)]}
    assert add(durham_editor, heart, geography="Downtown").status_code == 302


def test_what_was_written_stays_where_a_figure_is_refused(
    durham_editor: Client, heart: ProgramPage
) -> None:
    response = add(durham_editor, heart, value="1e999", note="Counted by hand.")
    html = response.content.decode()
    assert "Counted by hand." in html
    assert 'value="1e999"' in html
    assert "1 error" in html or "error-message" in html


def test_a_part_that_is_more_than_its_whole_is_refused(
    durham_editor: Client, heart: ProgramPage
) -> None:
    percent = Metric.objects.filter(kind="percent", program=None).first()
    found = errors(
        add(
            durham_editor,
            heart,
            metric=percent.pk,
            value="45",
            numerator="450",
            denominator="100",
        )
    )
    assert "more than the whole" in " ".join(found["numerator"])


def test_why_a_figure_is_changed_is_kept_for_readers(
    durham_editor: Client, heart: ProgramPage
) -> None:
    add(durham_editor, heart)
    added = Observation.objects.latest("pk")
    form = durham_editor.get(reverse("figures:edit", args=[added.pk])).content.decode()
    assert "Why it is changed" in form
    assert "Why it is changed" not in durham_editor.get(reverse("figures:add")).content.decode()
    values = figure(heart, value="14300", reason="The count was mended.", period_start="2025")
    durham_editor.post(reverse("figures:edit", args=[added.pk]), values)
    soup = Client().get(f"/metrics/figures/{added.pk}/").content.decode()
    assert "The count was mended." in soup
    assert "14,200 calls" in soup


def test_a_percentage_without_a_number_is_no_error_page(
    durham_editor: Client, heart: ProgramPage
) -> None:
    percent = Metric.objects.filter(kind="percent").first()
    assert "value" in errors(add(durham_editor, heart, metric=percent.pk, value="most"))
    assert "between 0 and 100" in str(
        errors(add(durham_editor, heart, metric=percent.pk, value="120"))
    )


def test_the_same_figure_of_one_source_twice_is_refused_in_words(
    durham_editor: Client, heart: ProgramPage
) -> None:
    add(durham_editor, heart)
    assert "is there already" in str(errors(add(durham_editor, heart)))


def test_a_way_of_counting_belongs_to_its_metric(durham_editor: Client, heart: ProgramPage) -> None:
    other = Metric.objects.get(slug="annual-budget").definitions.first()
    found = errors(add(durham_editor, heart, definition=other.pk))
    assert "That is a way of counting" in found["definition"][0]


def test_money_needs_its_currency(durham_editor: Client, heart: ProgramPage) -> None:
    budget = Metric.objects.get(slug="annual-budget")
    assert "currency" in errors(add(durham_editor, heart, metric=budget.pk))


def test_a_forged_program_is_refused(
    durham_editor: Client, heart: ProgramPage, care: ProgramPage
) -> None:
    count = Observation.objects.count()
    assert "program" in errors(add(durham_editor, care))
    forged = f"{reverse('figures:add')}?program={heart.pk}"
    durham_editor.post(forged, figure(care))
    assert not Observation.objects.filter(program=care, value=14200).exists()
    assert Observation.objects.count() <= count + 1


@pytest.mark.parametrize("name", ["edit", "delete", "history", "usage"])
def test_figures_of_others_are_out_of_reach(
    durham_editor: Client, care: ProgramPage, name: str
) -> None:
    foreign = Observation.objects.filter(program=care).first()
    address = reverse(f"figures:{name}", args=[foreign.pk])
    before = foreign.value
    for response in (
        durham_editor.get(address),
        durham_editor.post(address, figure(care, value="1")),
    ):
        assert response.status_code in {302, 403, 405}
    foreign.refresh_from_db()
    assert foreign.value == before


def test_the_listing_shows_own_figures_only(
    durham_editor: Client, heart: ProgramPage, care: ProgramPage
) -> None:
    for query in ("", f"?program={care.pk}", "?program=abc", "?q=%00calls"):
        response = durham_editor.get(reverse("figures:index") + query)
        assert response.status_code == 200
        assert {figure.program for figure in response.context["object_list"]} <= {heart}


def test_a_figure_never_moves_to_another_program(
    administrator: Client, heart: ProgramPage, care: ProgramPage
) -> None:
    add(administrator, heart)
    added = Observation.objects.latest("pk")
    administrator.post(reverse("figures:edit", args=[added.pk]), figure(care, value="1"))
    added.refresh_from_db()
    assert added.program == heart


def test_the_dictionary_is_for_administrators(administrator: Client, durham_editor: Client) -> None:
    for name in ("metric_register", "definition_register", "topic_register"):
        assert administrator.get(reverse(f"{name}:index")).status_code == 200
        assert durham_editor.get(reverse(f"{name}:index")).status_code == 302
        assert durham_editor.get(reverse(f"{name}:add")).status_code == 302


def test_a_new_metric_can_be_used_at_once(administrator: Client, heart: ProgramPage) -> None:
    response = administrator.post(
        reverse("metric_register:add"),
        {
            "name": "Follow-up visits",
            "slug": "follow-up-visits",
            "unit": "visits",
            "kind": "count",
            "direction": "neither",
            "in_dictionary": "on",
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    metric = Metric.objects.get(slug="follow-up-visits")
    assert add(administrator, heart, metric=metric.pk).status_code == 302
