"""The question bank, which every portal begins with."""

from pathlib import Path

from portal.demo.parts import Data, Records, register


def _questions(data: Data) -> list[Data]:
    """Of one discipline: a record for each of its questions."""
    listed = data.get("questions") or []
    return [{"asked": data.get("asked"), "text": text} for text in listed]


register(
    Records(
        model="questions.Question",
        path=Path(__file__).parent / "lists" / "questions.yaml",
        order=26,
        identity=("asked", "text"),
        each=_questions,
        numbered="position",
        at_start=True,
    )
)
