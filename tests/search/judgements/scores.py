"""From the pages that were found to how good an answer is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

from .questions import PART, Question

FIRST, DEPTH = 3, 10
LEAST_SUCCESS, LEAST_MISSPELLINGS, MOST_EMPTY = 0.90, 0.90, 0.02

# By question, the paths of the pages that were found, best first.
Found = dict[str, list[str]]


@dataclass(frozen=True)
class Judged:
    """One question and what was found for it."""

    question: Question
    found: list[str]

    @property
    def is_empty(self) -> bool:
        return not self.found

    @property
    def is_success(self) -> bool:
        """One of the first pages answers the question, or a part of it."""
        return any(self._grade(path) >= PART for path in self.found[:FIRST])

    @property
    def ndcg(self) -> float:
        """Of 1, which is all judged pages in the order of their grades; later ranks count less."""
        ideal = sorted(self.question.pages.values(), reverse=True)
        return _gain(map(self._grade, self.found)) / _gain(ideal)

    @property
    def missed(self) -> str:
        """The best judged page that is not among the first, and where it is instead."""
        pages = self.question.pages
        missed = [path for path in pages if path not in self.found[:FIRST]]
        if not missed:
            return "nothing"
        best = max(missed, key=lambda path: pages[path])
        place = self.found.index(best) + 1 if best in self.found else 0
        return f"{best} is number {place}" if place else f"{best} is not found"

    def _grade(self, path: str) -> int:
        return self.question.pages.get(path, 0)


def _gain(grades: Iterable[int]) -> float:
    ranked = zip(range(2, DEPTH + 2), grades, strict=False)
    return sum(grade / log2(place) for place, grade in ranked)


@dataclass(frozen=True)
class Scores:
    success: float
    ndcg: float
    empty: float


def judged(questions: Iterable[Question], found: Found) -> list[Judged]:
    return [Judged(question, found[question.ask]) for question in questions]


def scores(answers: Sequence[Judged]) -> Scores:
    return Scores(
        success=fmean(answer.is_success for answer in answers),
        ndcg=fmean(answer.ndcg for answer in answers),
        empty=fmean(answer.is_empty for answer in answers),
    )


def of_kind(answers: Iterable[Judged], kind: str) -> list[Judged]:
    return [answer for answer in answers if answer.question.kind == kind]


def disappointing(answers: Iterable[Judged], most: int = 10) -> list[Judged]:
    """Those without a success first, then those of the lowest nDCG."""
    return sorted(answers, key=lambda answer: (answer.is_success, answer.ndcg))[:most]


def overlap(one: Found, other: Found) -> float:
    """How much of two engines' first pages is the same, whatever their order."""
    pairs = [(set(one[ask][:DEPTH]), set(other[ask][:DEPTH])) for ask in one]
    return fmean(len(a & b) / max(len(a), len(b), 1) if a or b else 1.0 for a, b in pairs)


def misses(answers: Sequence[Judged]) -> list[str]:
    """Floors that are not reached, in words."""
    all_kinds, misspelled = scores(answers), scores(of_kind(answers, "misspelling"))
    missed = {
        f"success@{FIRST} below {LEAST_SUCCESS:.0%}": all_kinds.success < LEAST_SUCCESS,
        f"misspellings below {LEAST_MISSPELLINGS:.0%}": misspelled.success < LEAST_MISSPELLINGS,
        f"more than {MOST_EMPTY:.0%} empty": all_kinds.empty > MOST_EMPTY,
    }
    return [words for words, is_so in missed.items() if is_so]
