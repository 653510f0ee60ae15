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
        ends=tuple(End(f.value, f.bound, f.is_estimated) for f in figures),
        words=_words(figures, answers),
        is_disputed=len(figures) > 1 or figures[0].is_disputed,
        is_far=is_far,
    )


def _words(figures: Sequence[Figure], answers: Answers) -> str:
    """What the source says before the number is said once where it is said of both."""
    said = [
        (
            bound_words(answers.records[figure.key]),
            value_words(figure.value, answers.kind, figure.currency),
        )
        for figure in figures
    ]
    first, *others = said
    words = [f"{first[0]}{first[1]}"]
    words += [value if bound == first[0] else f"{bound}{value}" for bound, value in others]
    value = _(" or ").join(words)
    return _("%(value)s, planned") % {"value": value} if figures[0].is_planned else value


def publishers(records: Iterable[Observation]) -> tuple[str, ...]:
    names = (short_publisher(record.source.publisher) for record in records)
    return tuple(dict.fromkeys(filter(None, names)))
