"""The list of visits, and the example: visits, cohorts, webinars and exchanges."""

from pathlib import Path

from portal.demo.parts import Pages, register

HERE = Path(__file__).parent
EXAMPLE = HERE / "example"

register(
    Pages(
        model="site_visits.SiteVisitIndexPage",
        path=HERE / "lists" / "index_page.yaml",
        order=40,
        at_start=True,
    ),
    Pages(
        model="site_visits.SiteVisitPage",
        path=EXAMPLE / "visits",
        order=90,
        classification=EXAMPLE / "classification.yaml",
    ),
)
