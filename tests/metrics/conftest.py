import pytest

from portal.pages.models import CityPage, HomePage
from programs.metrics.models import Definition, MetricIndexPage
from programs.models import ProgramPage
from tests.figures import metric
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


@pytest.fixture
def calls(dictionary: MetricIndexPage) -> Definition:
    return metric()


@pytest.fixture
def star(home: HomePage) -> ProgramPage:
    return program(city(home, "Denver"), "STAR", slug="star")
