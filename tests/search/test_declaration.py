import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pytest_django.fixtures import Settings

from portal.pages.models import CityPage, StandardPage
from portal.search.checks import check_page_types
from portal.search.declaration import PageSource, Registry
from programs.models import ProgramPage


def test_every_page_type_is_declared_or_excluded() -> None:
    assert check_page_types(None) == []
    call_command("check")


def test_undeclared_page_type_is_refused_with_the_line_to_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portal.search.checks.registry", Registry())
    refused = {message.obj: message for message in check_page_types(None)}
    assert refused[ProgramPage].id == "portal.search.E001"
    assert refused[ProgramPage].msg == (
        "Declare ProgramPage in programs/search_source.py, or add it to SEARCH_EXCLUDED_PAGE_TYPES."
    )
    assert "portal/search/search_source.py" in refused[CityPage].msg


def test_excluded_name_that_is_no_page_type_is_refused(settings: Settings) -> None:
    settings.SEARCH_EXCLUDED_PAGE_TYPES = [*settings.SEARCH_EXCLUDED_PAGE_TYPES, "pages.Nonsense"]
    [message] = check_page_types(None)
    assert message.id == "portal.search.E002"


def test_page_type_both_declared_and_excluded_is_refused(settings: Settings) -> None:
    settings.SEARCH_EXCLUDED_PAGE_TYPES = [*settings.SEARCH_EXCLUDED_PAGE_TYPES, "pages.CityPage"]
    [message] = check_page_types(None)
    assert message.id == "portal.search.E003"


def test_page_type_is_declared_once() -> None:
    registry = Registry()

    class First(PageSource):
        model = StandardPage
        kind = "first"
        label = "First"

    class Second(First):
        kind = "second"

    registry.register(First)
    registry.register(First)
    with pytest.raises(ImproperlyConfigured, match="declared by First and by Second"):
        registry.register(Second)


def test_a_kind_has_one_label() -> None:
    registry = Registry()

    class First(PageSource):
        model = StandardPage
        kind = "text"
        label = "Text"

    class Second(PageSource):
        model = CityPage
        kind = "text"
        label = "City"

    registry.register(First)
    with pytest.raises(ImproperlyConfigured, match="by different labels"):
        registry.register(Second)
