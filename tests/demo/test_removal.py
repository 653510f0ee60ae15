"""The untouched example goes; what editors changed stays with what it needs."""

import pytest
from django.core.management import call_command

from playbooks.models import PlaybookPage
from portal.demo.models import DemoRecord
from portal.demo.removal import remove_example
from portal.pages.models import CityPage, HomePage, StandardPage
from portal.provenance.models import Citation, Source
from portal.taxonomy.models import Topic
from programs.metrics.models import Metric, Observation
from programs.models import ProgramPage
from site_visits.models import SiteVisitPage
from tests.demo.conftest import PROGRAMS, VISIT

pytestmark = pytest.mark.django_db


def test_an_untouched_example_goes_and_leaves_a_started_portal(example):
    removal = remove_example()
    assert not removal.changed
    assert not removal.held
    assert not CityPage.objects.exists()
    assert not PlaybookPage.objects.exists()
    assert not Observation.objects.exists()
    assert HomePage.objects.exists()
    assert StandardPage.objects.count() == 3
    assert Topic.objects.count() == 85
    assert Metric.objects.count() == 58
    assert set(Source.objects.values_list("pk")) == set(
        Metric.objects.exclude(source=None).values_list("source")
    )


def test_a_removed_example_can_be_loaded_again(example):
    remove_example()
    call_command("demo_load")
    assert ProgramPage.objects.live().count() == PROGRAMS


def test_a_program_that_an_editor_changed_stays_with_its_figures_and_sources(example):
    heart = ProgramPage.objects.get(slug="heart")
    heart.tagline = "Help that fits"
    heart.save_revision().publish()
    cited = set(Source.objects.filter(citations__page=heart))
    figures = heart.observations.count()
    removal = remove_example()
    assert removal.changed == ["program “Durham HEART”"]
    assert ProgramPage.objects.get().tagline == "Help that fits"
    assert heart.observations.count() == figures
    assert cited <= set(Source.objects.all())
    assert CityPage.objects.get().slug == "durham-nc"
    assert not SiteVisitPage.objects.exists()
    lines = "\n".join(removal.lines())
    assert "city “Durham, NC”: holds Durham HEART" in lines


def test_a_draft_counts_as_a_change(example):
    visit = SiteVisitPage.objects.get(slug=VISIT)
    visit.thanks = "Thank you, Durham."
    visit.save_revision()
    assert "site visit “Cambridge CARE visits Durham HEART”" in remove_example().changed
    assert SiteVisitPage.objects.filter(slug=VISIT).exists()


def test_publishing_again_without_a_change_is_no_change(example):
    SiteVisitPage.objects.get(slug=VISIT).save_revision().publish()
    assert not remove_example().changed


@pytest.mark.parametrize("act", ["unpublish", "move", "row", "topic", "citation"])
def test_other_ways_to_change_a_page_count_too(example, act):
    care = ProgramPage.objects.get(slug="care")
    if act == "unpublish":
        care.unpublish()
    elif act == "move":
        care.move(CityPage.objects.get(slug="durham-nc"), pos="last-child")
    elif act == "row":
        care.contacts.all().delete()
    elif act == "topic":
        care.page_topics.all().delete()
    else:
        Citation.objects.filter(page=care, about="title").update(note="Checked.")
    assert "program “Cambridge CARE Team”" in remove_example().changed


def test_a_source_that_a_page_of_an_editor_cites_stays(example):
    """Also where only an earlier version of the page cites it."""
    about = StandardPage.objects.get(slug="about")
    source = Source.objects.get(key="ICMA-DURHAM")
    about.citations.add(Citation(about="title", source=source, sort_order=0))
    about.save_revision().publish()
    about.citations.clear()
    about.save_revision().publish()
    remove_example()
    assert Source.objects.filter(pk=source.pk).exists()


def test_a_page_of_an_editor_keeps_the_city_above_it(example):
    durham = CityPage.objects.get(slug="durham-nc")
    durham.add_child(instance=PlaybookPage(title="Our way", slug="our-way"))
    removal = remove_example()
    assert "holds Our way" in "\n".join(removal.lines())
    assert [city.slug for city in CityPage.objects.all()] == ["durham-nc"]


def test_the_command_lists_what_it_kept(example, capsys):
    Source.objects.filter(key="GEONAMES").update(note="Ours.")
    call_command("demo_remove")
    printed = capsys.readouterr().out
    assert "Kept, because editors changed them:" in printed
    assert "GeoNames gazetteer" in printed
    assert DemoRecord.objects.filter(key="GEONAMES").exists()
