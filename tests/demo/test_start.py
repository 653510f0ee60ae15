"""What a load does on an empty installation, and beginning without the example."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page, Site

from portal.demo import loading
from portal.demo.loading import load
from portal.demo.models import DemoRecord
from portal.pages.models import CityPage, HomePage, StandardPage
from portal.provenance.models import Citation, Source
from portal.taxonomy.models import Topic
from programs.metrics.models import Definition, Metric, Observation
from programs.models import ProgramPage
from site_visits.models import SiteVisitPage
from tests.demo.conftest import PROGRAMS

pytestmark = pytest.mark.django_db

MODELS = (Page, Source, Citation, Topic, Metric, Definition, Observation, DemoRecord, Site)


def contents() -> dict[str, list[tuple]]:
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in MODELS}


def load_again() -> loading.Report:
    return load(settings.PORTAL_NAME, with_example=True)


def test_records_that_somebody_made_before_serve_and_stay(db):
    own = Source.objects.create(key="GPL-DURHAM", title="Ours", publisher="Us")
    load_again()
    own.refresh_from_db()
    assert own.title == "Ours"
    assert own.citations.exists()
    assert not DemoRecord.objects.filter(key="GPL-DURHAM").exists()


def test_an_interrupted_load_leaves_nothing_and_can_be_started_again(db, monkeypatch):
    before = contents()
    publish, published = loading._publish, []

    def interrupted(page):
        published.append(page)
        if len(published) == 9:
            raise KeyboardInterrupt
        return publish(page)

    monkeypatch.setattr(loading, "_publish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load_again()
    assert contents() == before
    monkeypatch.undo()
    load_again()
    assert SiteVisitPage.objects.live().exists()


def test_a_database_without_tables_is_told_to_migrate(db, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE demo_demorecord RENAME TO elsewhere")
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        call_command("demo_load")


def test_start_portal_makes_a_portal_without_example(db, capsys):
    call_command("start_portal", "Shared Answers")
    home = HomePage.objects.get()
    assert home.title == "Shared Answers"
    assert Site.objects.get().site_name == "Shared Answers"
    assert Topic.objects.count() == 85
    assert Metric.objects.count() == 58
    assert {page.slug for page in StandardPage.objects.live()} == {
        "about",
        "privacy",
        "accessibility",
    }
    assert {page.slug for page in home.get_children()} == {
        "cities",
        "programs",
        "playbooks",
        "site-visits",
        "metrics",
        "about",
        "privacy",
        "accessibility",
    }
    assert not CityPage.objects.exists()
    assert not Observation.objects.exists()
    # Those that the dictionary rests on, and no others.
    assert set(Source.objects.values_list("pk")) == set(
        Metric.objects.exclude(source=None).values_list("source")
    )


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_start_portal_wants_a_usable_name(db, name):
    with pytest.raises(CommandError, match="1 to 200 characters"):
        call_command("start_portal", name)
    assert not HomePage.objects.exists()


def test_the_example_can_be_added_to_a_started_portal(db):
    call_command("start_portal", "Shared Answers")
    call_command("demo_load")
    assert HomePage.objects.get().title == "Shared Answers"
    assert ProgramPage.objects.live().count() == PROGRAMS
