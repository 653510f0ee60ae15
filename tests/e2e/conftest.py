import pytest

from tests.demo_server import DemoSite
from tests.e2e.crawl import Crawl, folder_of_run


@pytest.fixture(scope="session")
def crawl(demo_site: DemoSite, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    return Crawl(demo_site, folder_of_run(tmp_path_factory.getbasetemp()))
