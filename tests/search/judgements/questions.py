"""The questions and the pages that answer them, as `questions.yaml` has them."""

from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("questions.yaml")
KINDS = ("sentence", "name", "acronym", "misspelling", "hyphen", "spanish", "topic", "figure")
# Grades of a page: it is about the question, answers a part of it, answers it.
ABOUT, PART, WHOLE = 1, 2, 3


@dataclass(frozen=True)
class Question:
    ask: str
    kind: str
    # Grades by the path of the page's address.
    pages: dict[str, int]


def questions() -> list[Question]:
    return [Question(**row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))]
