import pytest

from portal.pages.models import CityPage, HomePage
from site_visits.models import SiteVisitIndexPage
from tests.example import example
from tests.records import city, front_page

__all__ = ["example"]


@pytest.fixture
def home(db: None) -> HomePage:
    return front_page()


@pytest.fixture
def dayton(home: HomePage) -> CityPage:
    return city(home, "Dayton")


@pytest.fixture
def visit_index(home: HomePage) -> SiteVisitIndexPage:
    page: SiteVisitIndexPage = home.add_child(
        instance=SiteVisitIndexPage(title="Site visits", slug="site-visits")
    )
    return page
