"""What the load writes, what it leaves alone, and that it may be started again."""

import uuid

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from portal.demo import loading
from portal.demo.loading import load
from portal.demo.models import DemoRecord
from portal.pages.models import HomePage, KnowledgePage
from portal.provenance.models import Citation, Source
from portal.taxonomy.models import Topic
from programs.metrics.models import Definition, Metric, Observation
from programs.models import ProgramPage
from site_visits.models import SiteVisitPage
from tests.demo.conftest import PROGRAMS, VISIT

pytestmark = pytest.mark.django_db

MODELS = (Page, Source, Citation, Topic, Metric, Definition, Observation, DemoRecord, Site)


def contents() -> dict[str, list[tuple]]:
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in MODELS}


def load_again() -> loading.Report:
    return load(settings.PORTAL_NAME, with_example=True)


def test_the_example_stands_where_its_addresses_say(example, client):
    home = HomePage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    addresses = {page.get_url() for page in KnowledgePage.objects.live()}
    assert {
        "/",
        "/cities/durham-nc/heart/",
        "/cities/cambridge-ma/care/",
        "/cities/cambridge-ma/durham-january-2024/",
        "/playbooks/call-triage-dispatch/",
        "/playbooks/training/",
        "/programs/",
        "/site-visits/",
        "/metrics/",
        "/about/",
        "/privacy/",
        "/accessibility/",
    } <= addresses


def test_wagtails_welcome_page_is_gone(example):
    assert Page.objects.filter(depth=2).count() == 1
    assert not Page.objects.filter(title__startswith="Welcome to your new").exists()


def test_every_page_is_published_with_a_revision(example):
    for page in KnowledgePage.objects.all():
        assert page.live
        assert not page.has_unpublished_changes
        assert page.latest_revision_id == page.live_revision_id
        assert page.first_published_at


def test_a_revision_holds_the_rows_and_their_citations(example):
    heart = ProgramPage.objects.get(slug="heart")
    draft = heart.get_latest_revision_as_object()
    assert [unit.name for unit in draft.units.all()] == [unit.name for unit in heart.units.all()]
    assert draft.citations.count() == heart.citations.count() > 50


def test_loading_twice_changes_nothing(example):
    before = contents()
    report = load_again()
    assert contents() == before
    assert not report.added
    assert report.there == DemoRecord.objects.count()


def test_what_editors_changed_survives_another_load(example):
    heart = ProgramPage.objects.get(slug="heart")
    heart.tagline = "Help that fits"
    heart.save_revision().publish()
    Source.objects.filter(key="GPL-DURHAM").update(note="Read again by us.")
    Observation.objects.filter(value=805).update(value=806)
    before = contents()
    load_again()
    assert contents() == before


def test_what_editors_removed_stays_away(example):
    SiteVisitPage.objects.get(slug=VISIT).delete()
    Observation.objects.get(value=805).delete()
    report = load_again()
    assert not SiteVisitPage.objects.filter(slug=VISIT).exists()
    assert not Observation.objects.filter(value=805).exists()
    assert "cities/cambridge-ma/durham-january-2024" in report.removed
    assert any(line.startswith("Removed by editors and left so:") for line in report.lines())


def test_what_was_moved_or_renamed_is_not_loaded_again(example):
    heart = ProgramPage.objects.get(slug="heart")
    heart.slug = "durham-heart"
    heart.save_revision().publish()
    load_again()
    assert ProgramPage.objects.count() == PROGRAMS


def test_what_is_new_in_the_files_is_added_and_what_it_lacks_is_told(example):
    """As after an update that brings a visit, where editors have removed a topic it rests on."""
    SiteVisitPage.objects.get(slug=VISIT).delete()
    DemoRecord.objects.filter(model="site_visits.SiteVisitPage", key__endswith=VISIT).delete()
    Topic.objects.filter(code="11.1").update(code="11.9")
    DemoRecord.objects.filter(model="taxonomy.Topic", key="11.1").update(object_pk=0)
    report = load_again()
    assert not SiteVisitPage.objects.filter(slug=VISIT).exists()
    assert any("There is no topic “11.1”" in words for words in report.left_out)


def test_row_keys_are_the_same_on_every_load(example):
    milestone = ProgramPage.objects.get(slug="heart").milestones.get(kind="first_dispatch")
    path = "cities/durham-nc/heart/milestones/launch"
    assert milestone.key == uuid.uuid5(uuid.NAMESPACE_URL, path)


def test_the_command_says_what_it_did(example, capsys):
    call_command("demo_load")
    assert "were there already and stay as they are" in capsys.readouterr().out


def test_start_portal_refuses_where_a_portal_stands(example):
    before = contents()
    with pytest.raises(CommandError, match="A portal exists already: “Common Practice”"):
        call_command("start_portal", "Another")
    assert contents() == before


def test_a_classification_is_noted_once_at_the_first_source_that_says_so(example):
    cited = Citation.objects.filter(page__slug="hart", about="operator").order_by("sort_order")
    notes = [citation.note for citation in cited]
    assert len(notes) > 1
    assert [note.startswith("Classified by the portal") for note in notes] == [
        True,
        *[False] * (len(notes) - 1),
    ]


def test_no_source_that_says_otherwise_is_noted_as_classified(example):
    assert not Citation.objects.filter(says="another", note__startswith="Classified").exists()
