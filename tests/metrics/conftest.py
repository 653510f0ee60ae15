import pytest

from portal.pages.models import CityPage, HomePage
from programs.metrics.models import MetricIndexPage
from programs.models import ProgramPage
from tests.records import city, front_page, program


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
def dictionary(home: HomePage) -> MetricIndexPage:
    page: MetricIndexPage = home.add_child(
        instance=MetricIndexPage(title="Metrics", slug="metrics")
    )
    return page
