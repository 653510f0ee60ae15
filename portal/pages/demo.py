"""The list of cities and the pages of text; the cities of the example."""

from pathlib import Path

from portal.demo.parts import Pages, register

HERE = Path(__file__).parent

register(
    Pages(
        model="pages.CityIndexPage",
        path=HERE / "lists" / "city_index_page.yaml",
        order=40,
        at_start=True,
    ),
    Pages(
        model="pages.StandardPage",
        path=HERE / "lists" / "standard_pages",
        order=40,
        at_start=True,
    ),
    Pages(
        model="pages.CityPage",
        path=HERE / "example" / "cities",
        order=50,
        classification=HERE / "example" / "classification.yaml",
    ),
)
