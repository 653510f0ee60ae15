import pytest

from portal.pages.models import CityPage, HomePage
from tests.records import city, front_page


@pytest.fixture
def home(db: None) -> HomePage:
    return front_page()


@pytest.fixture
def durham(home: HomePage) -> CityPage:
    return city(home, "Durham")
