"""The list of playbooks, and the shared playbooks of the example."""

from pathlib import Path

from portal.demo.parts import Pages, register

HERE = Path(__file__).parent
EXAMPLE = HERE / "example"

register(
    Pages(
        model="playbooks.PlaybookIndexPage",
        path=HERE / "lists" / "index_page.yaml",
        order=40,
        at_start=True,
    ),
    Pages(
        model="playbooks.PlaybookPage",
        path=EXAMPLE / "playbooks",
        order=80,
        classification=EXAMPLE / "classification.yaml",
        uncited=("see_also",),
        later=("see_also",),
    ),
)
