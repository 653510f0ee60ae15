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


def test_an_untouched_example_goes_leaves_a_started_portal_and_can_come_back(example):
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


def test_every_way_to_change_a_page_counts_and_publishing_it_again_does_not(example):
    visit = SiteVisitPage.objects.get(slug=VISIT)
    visit.thanks = "Thank you, Durham."
    visit.save_revision()
    again, unpublished, moved, row, topic, citation = ProgramPage.objects.exclude(slug="heart")[:6]
    again.save_revision().publish()
    unpublished.unpublish()
    moved.move(CityPage.objects.get(slug="durham-nc"), pos="last-child")
    row.milestones.all().delete()
    topic.page_topics.all().delete()
    Citation.objects.filter(page=citation, about="title").update(note="Checked.")

    changed = remove_example().changed
    kept = [unpublished, moved, row, topic, citation]
    assert set(changed) == {f"program “{program}”" for program in kept} | {f"site visit “{visit}”"}
    assert SiteVisitPage.objects.filter(slug=VISIT).exists()


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
