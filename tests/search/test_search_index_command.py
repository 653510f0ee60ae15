from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from portal.pages.models import HomePage
from portal.search.drift import drift
from portal.search.engines import get_engine
from portal.search.models import Entry, Passage

from .pages import text_page


def run(action: str) -> str:
    out = StringIO()
    call_command("search_index", action, stdout=out)
    return out.getvalue()


def test_rebuild_fills_an_empty_index(home: HomePage) -> None:
    text_page(home, "Hours")
    Passage.objects.all().delete()
    Entry.objects.all().delete()
    assert run("rebuild") == "1 pages are in the search index.\n"
    assert run("verify") == "The search index holds what the pages say.\n"


def test_verify_finds_each_kind_of_drift_and_rebuild_mends_it(home: HomePage) -> None:
    changed, hidden, lost, moved = (
        text_page(home, title) for title in ("Changed", "Hidden", "Lost", "Moved")
    )
    Passage.objects.filter(page=changed.pk).update(text="Stale.")
    Page.objects.filter(pk=hidden.pk).update(live=False)
    Entry.objects.filter(page=lost.pk).delete()
    Entry.objects.filter(page=moved.pk).update(place="Elsewhere")
    assert drift(get_engine()) == [
        "/portal-home/changed/: its passages are not what the page says",
        "/portal-home/hidden/: is not public but has passages",
        "/portal-home/lost/: is not in the index",
        "/portal-home/moved/: its kind, place, status or dates are not what the page says",
    ]
    with pytest.raises(CommandError, match="search_index rebuild"):
        run("verify")
    run("rebuild")
    assert drift(get_engine()) == []
