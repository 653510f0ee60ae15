"""Pages to search in."""

from typing import Any

from portal.pages.models import CityIndexPage, CityPage, HomePage, StandardPage
from portal.taxonomy.models import Topic
from programs.models import ProgramPage
from tests.records import program


def text_page(parent: Any, title: str, *blocks: tuple[str, str], **fields: Any) -> StandardPage:
    """A live page of text: `text_page(home, "Hours", ("heading", "Nights"), ("text", "..."))`."""
    body = [(kind, f"<p>{value}</p>" if kind == "text" else value) for kind, value in blocks]
    page = StandardPage(title=title, body=body, **fields)
    added: StandardPage = parent.add_child(instance=page)
    return added


def city(home: HomePage, name: str = "Durham", state: str = "North Carolina") -> CityPage:
    index = CityIndexPage.objects.first() or home.add_child(instance=CityIndexPage(title="Cities"))
    page: CityPage = index.add_child(
        instance=CityPage(title=f"{name}, {state}", city_name=name, state=state)
    )
    return page


def about(parent: CityPage, title: str, *topics: Topic) -> ProgramPage:
    """A program on these topics."""
    page = program(parent, title)
    for topic in topics:
        page.page_topics.create(topic=topic)
    page.save()
    return page
