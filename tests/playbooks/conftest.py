import pytest

from playbooks.models import PlaybookIndexPage
from portal.pages.models import CityPage, HomePage
from tests.example import example
from tests.records import city, front_page

__all__ = ["example"]


@pytest.fixture
def home(db: None) -> HomePage:
    return front_page()


@pytest.fixture
def durham(home: HomePage) -> CityPage:
    return city(home, "Durham")


@pytest.fixture
def playbook_index(home: HomePage) -> PlaybookIndexPage:
    page: PlaybookIndexPage = home.add_child(
        instance=PlaybookIndexPage(title="Playbooks", slug="playbooks")
    )
    return page
