"""The list of programs, and two programs of the example."""

from pathlib import Path

from portal.demo.parts import Pages, register

HERE = Path(__file__).parent
EXAMPLE = HERE / "example"

register(
    Pages(
        model="programs.ProgramIndexPage",
        path=HERE / "lists" / "index_page.yaml",
        order=40,
        at_start=True,
    ),
    Pages(
        model="programs.ProgramPage",
        path=EXAMPLE / "programs",
        order=60,
        classification=EXAMPLE / "classification.yaml",
        cited_records={"metric": "metrics.Metric"},
    ),
)
