"""A dot for each program, from what the comparison's rules chose of its figures."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.provenance.source_names import short_publisher
from portal.theme.templatetags.theme import bound_words

from ..comparison import Figure, Kind, Shown
from ..comparison.periods import years_apart
from ..comparison.verdicts import MOST_YEARS_APART
from ..models.metric import Metric
from ..models.observation import Observation
from .periods import short_period, years_of
from .scales import scale
from .values import DotChart, End, Mark, Told, highest
from .words import counted, dots_in_words, sentences, title_of_dots, unit_words, value_words


@dataclass(frozen=True)
class Answers:
    """One question: what it is called, the records of the figures that answer it, and the
    programs' names. `name` says the way of counting where it is not the standard one.
    """

    name: str
    metric: Metric
    records: Mapping[int, Observation]
    names: Mapping[Hashable, str]
    currency: str = ""

    @property
    def kind(self) -> Kind:
        return Kind(self.metric.kind)

    @property
    def unit(self) -> str:
        return unit_words(self.metric.unit, self.kind, self.currency)


def dot_chart(
    shown: Mapping[Hashable, Shown], answers: Answers, notes: Sequence[str] = (), of_all: int = 0
) -> DotChart:
    """`shown`: what each program answers, by the rules. `notes` follow the unit, the years and
    how many programs; `of_all`: how many there are, where not all are drawn.
    """
    leading = [each.leading for each in shown.values()]
    newest = max(leading, key=lambda figure: figure.period.end, default=None)
    ordered = sorted(
        shown.items(), key=lambda item: (-item[1].leading.value, answers.names[item[0]])
    )
    marks = tuple(_mark(answers, program, each, newest) for program, each in ordered)
    title = title_of_dots(answers.name, marks)
    figures = [figure for each in shown.values() for figure in each.range]
    years = years_of([figure.period for figure in leading])
    told = Told(
        title=title,
        about=sentences(answers.unit, years, counted(len(marks), of_all), *notes),
        alternative=dots_in_words(marks, title, answers.unit),
        sources=publishers(answers.records[figure.key] for figure in figures),
    )
    return DotChart(told, marks, scale(highest(marks), answers.kind, answers.currency))


def _mark(answers: Answers, program: Hashable, shown: Shown, newest: Figure | None) -> Mark:
    apart = years_apart(shown.leading.period, newest.period) if newest else 0
    figures = shown.ends if shown.is_conflict else (shown.leading,)
    return mark_of(answers.names[program], figures, answers, is_far=apart > MOST_YEARS_APART)


def mark_of(
    name: str, figures: Sequence[Figure], answers: Answers, *, is_far: bool = False
) -> Mark:
    return Mark(
        name=name,
        period=" / ".join(dict.fromkeys(short_period(figure.period) for figure in figures)),
        ends=_ends(figures),
        words=_words(figures, answers),
        is_disputed=len(figures) > 1 or figures[0].is_disputed,
        is_far=is_far,
    )


def _ends(figures: Sequence[Figure]) -> tuple[End, ...]:
    """The least and the most, of several sources or of one that gives a range; else the number."""
    least, most = figures[0], figures[-1]
    first = End(least.value, least.bound, least.is_estimated)
    last = End(most.most, most.bound, most.is_estimated)
    return (first,) if least is most and least.value_to is None else (first, last)


def _words(figures: Sequence[Figure], answers: Answers) -> str:
    """What is said of both numbers is said once: "more than 6,000 or 7,000, planned"."""
    said = [
        (
            bound_words(answers.records[figure.key]),
            value_words(figure, answers.kind),
        )
        for figure in figures
    ]
    first, *others = said
    words = [f"{first[0]}{first[1]}"]
    words += [value if bound == first[0] else f"{bound}{value}" for bound, value in others]
    are_planned = [figure.is_planned for figure in figures]
    if all(are_planned):
        return _planned(_(" or ").join(words))
    pairs = zip(words, are_planned, strict=True)
    return _(" or ").join(_planned(value) if is_planned else value for value, is_planned in pairs)


def _planned(value: str) -> str:
    return _("%(value)s, planned") % {"value": value}


def publishers(records: Iterable[Observation]) -> tuple[str, ...]:
    names = (short_publisher(record.source.publisher) for record in records)
    return tuple(dict.fromkeys(filter(None, names)))
