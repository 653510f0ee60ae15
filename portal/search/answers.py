"""Answers above the hits, where the portal holds what was asked for as a fact or a figure.

An app declares its rules in `<app>/search_answers.py`, which is found when the portal starts:

    @answers
    def program_by_name(question: Question) -> Answer | None:
        ...
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString

from .models import FacetValue
from .query import NAMES, SearchQuery, name_key

# A longer question is no name and no figure.
MOST_WORDS = 10


@dataclass(frozen=True)
class Answer:
    """What a template prints. Values are read when answering, from what everybody may see."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def html(self) -> SafeString:
        return SafeString(get_template(self.template).render(dict(self.context)))


@dataclass(frozen=True)
class Named:
    """A stretch of the question that is the name of a page."""

    page_id: int
    kind: str
    start: int
    end: int


@dataclass
class Question:
    query: SearchQuery

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(name_key(self.query.text).split())

    @cached_property
    def named(self) -> list[Named]:
        """Pages that it names, by title, place or acronym, the longest name first; one query.

        Of these nobody has looked yet whether readers may see them.
        """
        spans = self._spans()
        found = FacetValue.objects.filter(name=NAMES, value__in=spans).order_by("entry")
        rows = found.values_list("value", "entry", "entry__kind")
        named = [
            Named(page_id, kind, *span) for value, page_id, kind in rows for span in spans[value]
        ]
        return sorted(named, key=lambda each: each.start - each.end)

    def _spans(self) -> dict[str, list[tuple[int, int]]]:
        spans: dict[str, list[tuple[int, int]]] = {}
        count = len(self.words)
        for start in range(count):
            for end in range(start + 1, count + 1):
                spans.setdefault(" ".join(self.words[start:end]), []).append((start, end))
        return spans

    def without(self, named: Named) -> tuple[str, ...]:
        """The other words."""
        return (*self.words[: named.start], *self.words[named.end :])


Rule = Callable[[Question], Answer | None]

_rules: list[Rule] = []


def answers(rule: Rule) -> Rule:
    _rules.append(rule)
    return rule


def answer_to(query: SearchQuery) -> Answer | None:
    """The first that any rule gives."""
    question = Question(query)
    if not 0 < len(question.words) <= MOST_WORDS:
        return None
    return next((answer for rule in _rules if (answer := rule(question))), None)
