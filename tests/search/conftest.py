import pytest
from wagtail.models import Page, Site

from portal.pages.models import HomePage
from tests.example import example
from tests.servers.fixtures import (
    cluster,
    elasticsearch_server,
    opensearch_server,
    shared_cluster,
)

__all__ = ["cluster", "elasticsearch_server", "example", "opensearch_server", "shared_cluster"]


@pytest.fixture
def home(db: None) -> HomePage:
    """The front page of the default site, with nothing below it."""
    root = Page.get_first_root_node()
    home: HomePage = root.add_child(instance=HomePage(title="Portal", slug="portal-home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": home}
    )
    return home
