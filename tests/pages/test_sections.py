from collections.abc import Iterator

import pytest

from portal.pages import sections
from portal.pages.models import HomePage
from portal.pages.sections import Section, brings_to, sections_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "_builders", sections.defaultdict(list))


def test_parts_come_in_the_order_of_their_positions_and_only_on_their_page() -> None:
    @brings_to("pages.HomePage", position=20)
    def second(page: HomePage) -> Iterator[Section]:
        yield Section(anchor="b", title="B")

    @brings_to("pages.HomePage", position=10)
    def first(page: HomePage) -> Iterator[Section]:
        yield Section(anchor="a", title="A", label="What is in A", url="/a/")

    @brings_to("pages.CityPage", position=1)
    def elsewhere(page: HomePage) -> Iterator[Section]:
        yield Section(anchor="c", title="C")

    found = sections_of(HomePage(pk=1))
    assert [section.link for section in found] == [("/a/", "What is in A"), ("b", "B")]
