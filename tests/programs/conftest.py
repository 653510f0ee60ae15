import pytest

from portal.pages.models import CityPage, HomePage
from programs.models import ProgramIndexPage, ProgramPage
from tests.example import example
from tests.records import city, front_page, program

__all__ = ["example"]


@pytest.fixture
def home(db: None) -> HomePage:
    return front_page()


@pytest.fixture
def durham(home: HomePage) -> CityPage:
    return city(home, "Durham")


@pytest.fixture
def heart(durham: CityPage) -> ProgramPage:
    return program(durham, "Durham HEART")


@pytest.fixture
def list_of_programs(home: HomePage) -> ProgramIndexPage:
    page: ProgramIndexPage = home.add_child(
        instance=ProgramIndexPage(title="Programs", slug="programs")
    )
    return page
