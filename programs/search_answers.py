"""What a search gets told at once: which program bears a name, and one figure of it.

The rules, in the order in which they are asked:

1. The whole question is the name or the acronym of a program: "HEART", "Denver STAR".
2. It names a program, or a city that has one, and all other words ask whether it still runs or
   when it comes: "is CAHOOTS still running in Eugene", "Durham at night". The fact is told.
3. It names a program or a city, and all other words stand in the name of one metric, where they
   are two thirds of what tells it: "Durham response time", "budget of STAR". Of the program's
   figures the latest is told; without one, which kind of gap it is and who says so.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from portal.pages.models import CityPage
from portal.provenance.facts import Fact
from portal.search.answers import Answer, Named, Question, answers
from portal.search.facets import CityFacet
from portal.search.models import FacetValue
from portal.search.query import name_key
from portal.search.stop_words import ENGLISH

from .core_twenty import hours_of_each
from .figures import disputed, figures, gap_of, load_figures, whole_area
from .metrics.models import Metric
from .models import ProgramPage
from .querysets import ProgramQuerySet

_PROGRAM, _CITY = "program", "city"
# What is asked for beside the name, and words that are said with it.
_STATUS = {"active", "closed", "ended", "exist", "going", "gone", "running", "status", "still"}
_HOURS = {"24", "7", "hour", "hours", "night", "nights", "open", "overnight", "weekend", "weekends"}
_SAID_WITH = ENGLISH | {"come", "comes", "crisis", "now", "program", "team", "today", "work"}
# Said in names of metrics without telling one from another.
_EMPTY = ENGLISH | {
    "annual",
    "average",
    "responded",
    "total",
    "number",
    "rate",
    "share",
    "latest",
    "last",
    "year",
}


@answers
def program_by_name(question: Question) -> Answer | None:
    whole = [
        named for named in question.named if named.kind == _PROGRAM and not question.without(named)
    ]
    programs = _readable(named.page_id for named in whole)
    # Of two programs with one acronym neither is the answer; both are hits.
    if len(programs) != 1:
        return None
    [program] = programs
    context = {"program": program, "place": program.home_city, "has_stopped": program.has_stopped}
    return Answer("programs/answers/program.html", context)


@answers
def fact_of_program(question: Question) -> Answer | None:
    subject = next(iter(_subjects(question)), None)
    wanted = set(_outside_names(question)) - _SAID_WITH if subject else set()
    facts_of = next((of for words, of in _FACTS if wanted and wanted <= words), None)
    if not (subject and facts_of):
        return None
    programs = _programs_of(subject)
    if len(programs) != 1:
        return None
    [program] = programs
    prefetch_related_objects(programs, "hours", "units__hours")
    context = {"program": program, "facts": facts_of(program)}
    return Answer("programs/answers/facts.html", context)


def _outside_names(question: Question) -> list[str]:
    named = {n for each in question.named for n in range(each.start, each.end)}
    return [word for number, word in enumerate(question.words) if number not in named]


def _status(program: ProgramPage) -> list[Fact]:
    return [program.facts["status"]]


_FACTS = ((_STATUS, _status), (_HOURS, hours_of_each))


@answers
def figure_of_program(question: Question) -> Answer | None:
    if len(question.words) < 2:
        return None
    for named in _subjects(question):
        metrics = _metrics_called(_telling(question.without(named)))
        programs = _programs_of(named) if metrics else []
        if programs:
            return _figure(programs, metrics)
    return None


def _subjects(question: Question) -> list[Named]:
    """Programs before cities: "Denver STAR" is both. One of each length is enough."""
    named = [each for each in question.named if each.kind in {_PROGRAM, _CITY}]
    first: dict[tuple[int, int, str], Named] = {}
    for each in named:
        first.setdefault((each.start, each.end, each.kind), each)
    return sorted(first.values(), key=lambda each: (each.start - each.end, each.kind == _CITY))[:2]


def _readable(page_ids: Iterable[int]) -> list[ProgramPage]:
    ids = set(page_ids)
    return list(_open_now().filter(pk__in=ids)[:3]) if ids else []


def _open_now() -> ProgramQuerySet:
    """Search forgets a page when its time is up, even where nothing has unpublished it yet."""
    return ProgramPage.objects.readable().exclude(expire_at__lte=timezone.now())


def _programs_of(named: Named) -> list[ProgramPage]:
    if named.kind == _PROGRAM:
        return _readable([named.page_id])
    slug = CityPage.objects.filter(pk=named.page_id).values("slug")
    in_city = FacetValue.objects.filter(name=CityFacet.row_name(), value__in=slug)
    programs = _open_now().filter(pk__in=in_city.values("entry"))
    return list(programs.order_by("title")[:3])


def _telling(words: Sequence[str]) -> set[str]:
    return {_singular(word) for word in words if word not in _EMPTY}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


def _metrics_called(words: set[str]) -> list[Metric]:
    """Those whose names hold all the words, the one that they tell most of first."""
    if not words:
        return []
    shares = []
    for metric in Metric.objects.current().in_dictionary():
        name = _telling(name_key(metric.name).split())
        if words <= name and 3 * len(words) >= 2 * len(name):
            shares.append((-len(words) / len(name), metric.position, metric))
    return [metric for *_order, metric in sorted(shares, key=lambda share: share[:2])]


def _figure(programs: Sequence[ProgramPage], metrics: Sequence[Metric]) -> Answer:
    """Of several programs or metrics the one with a figure, else with a gap that is explained."""
    wanted = {metric.pk for metric in metrics}
    load_figures(programs, definition__metric__in=wanted)
    for program in programs:
        for metric in metrics:
            if told := _told(program, metric):
                return Answer("programs/answers/figure.html", told)
    gaps = [_gap(program, metric) for program in programs for metric in metrics]
    told_gap = next((gap for gap in gaps if gap["fact"].citations), gaps[0])
    return Answer("programs/answers/figure.html", told_gap)


def _told(program: ProgramPage, metric: Metric) -> dict[str, Any] | None:
    """The latest figure; where sources disagree on it, all that they say."""
    series = [figure for figure in program.figures if figure.metric.pk == metric.pk]
    if not series:
        return None
    shown = figures(program)
    of_metric = [figure for figure in shown.latest if figure.metric.pk == metric.pk]
    groups = [
        group.figures for group in shown.disagreements if group.figures[0].metric.pk == metric.pk
    ]
    newest = max(series, key=lambda figure: figure.period_end)
    leading = next((group for group in groups if newest in group), None) or of_metric[:1]
    return {
        "program": program,
        "metric": metric,
        "figures": leading or [newest],
        "disagree": bool(leading and len(leading) > 1 and disputed(leading, whole_area(program))),
    }


def _gap(program: ProgramPage, metric: Metric) -> dict[str, Any]:
    withheld = (each for each in program.withheld_figures if each.metric.pk == metric.pk)
    fact = gap_of(program, metric, next(withheld, None))
    return {
        "program": program,
        "metric": metric,
        # A fact without a value is false to a template.
        "gap": fact.gap,
        "fact": fact,
        "has_stopped": program.has_stopped,
    }
