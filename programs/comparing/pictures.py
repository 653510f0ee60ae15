"""Pictures of a comparison: of each measure, the programs whose figures may stand together."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.database_state import kept_until_a_commit
from programs.metrics.charts.answering import answer, form_asked, missing_in_words
from programs.metrics.charts.dots import Answers, dot_chart
from programs.metrics.charts.forms import Form
from programs.metrics.charts.kept_files import Kind, Picture
from programs.metrics.charts.shown import Address, PictureShown, picture_shown, spec_of
from programs.metrics.charts.values import DotChart
from programs.metrics.comparison import Level, Pair, Rule
from programs.metrics.comparison.words import LEVELS, RULES
from programs.metrics.plain import dictionary, newest_figures

from .choice import PROGRAM, Choice, read_choice
from .differences import listed
from .loading import load, short_names
from .measures import MeasureRow, measure_rows

# Of several groups of one measure, which.
GROUP = "group"


@dataclass(frozen=True)
class PictureOfRow:
    slug: str
    picture: PictureShown


def pictures(rows: Iterable[MeasureRow], choice: Choice) -> list[PictureOfRow]:
    """Of every group of programs that may be compared, in the order of the table."""
    return [
        PictureOfRow(row.slug, picture_shown(chart, address_of(row, place, choice), [Form.PHONE]))
        for row in rows
        for place, chart in enumerate(charts_of(row))
    ]


def address_of(row: MeasureRow, place: int, choice: Choice) -> Address:
    """`place`: of the group among the row's groups of several programs, from 0."""
    query = [(PROGRAM, key) for key in choice.keys]
    if place:
        query.append((GROUP, str(place + 1)))
    return Address(f"/compare/{row.slug}", tuple(query))


def charts_of(row: MeasureRow) -> list[DotChart]:
    return [chart_of(row, group) for group in groups_of(row)]


def groups_of(row: MeasureRow) -> list[Sequence[Hashable]]:
    """Programs whose figures may be compared, two at least."""
    return [group for group in row.compared.groups if len(group) > 1]


def chart_of(row: MeasureRow, group: Sequence[object]) -> DotChart:
    shown = {program: each for program, each in row.compared.shown.items() if program in group}
    records = {figure.pk: figure for cell in row.cells for figure in cell.figures}
    leading = next(iter(shown.values())).leading
    name = row.label
    if not leading.counting.is_standard:
        name = _("%(metric)s (%(way)s)") % {"metric": name, "way": leading.counting.name}
    names: dict[Hashable, str] = dict(row.names.items())
    answers = Answers(
        name,
        row.metric,
        records,
        names,
        leading.currency,
    )
    return dot_chart(shown, answers, [_verdict(row, group), _left_out(row, group)])


def _verdict(row: MeasureRow, group: Sequence[object]) -> str:
    """ "Comparable with care: a fiscal year and another year"."""
    pairs = _pairs_in(row, group)
    level = level_of(row, group)
    if level == Level.COMPARABLE:
        return str(LEVELS[level])
    return f"{LEVELS[level]}: {_reasons(pairs, level)}"


def level_of(row: MeasureRow, group: Sequence[object]) -> Level:
    return max(pair.verdict.level for pair in _pairs_in(row, group))


def _pairs_in(row: MeasureRow, group: Sequence[object]) -> list[Pair]:
    return [pair for pair in row.compared.pairs if {pair.one, pair.other} <= set(group)]


def _reasons(pairs: Iterable[Pair], level: Level) -> str:
    found = {r for pair in pairs if pair.verdict.level == level for r in pair.verdict.rules}
    return ", ".join(str(RULES[rule]) for rule in Rule if rule in found)


def _left_out(row: MeasureRow, group: Sequence[object]) -> str:
    """Who has a figure that may not stand in this picture, and why."""
    others = [program for program in row.compared.shown if program not in group]
    if not others:
        return ""
    pairs = [pair for pair in row.compared.pairs if len({pair.one, pair.other} & set(group)) == 1]
    words = _("Not in this picture: %(names)s (%(reasons)s)")
    names = listed([row.names[program] for program in others])  # type: ignore[index]
    return words % {"names": names, "reasons": _reasons(pairs, Level.NOT_COMPARABLE)}


@missing_in_words
def compare_picture(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    """404 where the programs or the metric are not known, or nothing of it may be compared."""
    form = form_asked(request)
    place = f"{request.scheme}://{request.get_host()}/compare/"
    asked = tuple(request.GET.getlist(PROGRAM)), request.GET.get(GROUP, "1")[:2]
    picture = kept_until_a_commit(
        ("compare picture", slug, asked, form, place, get_language()),
        lambda: _picture(request, slug, form, place),
    )
    return answer(request, picture, kind)


def _picture(request: HttpRequest, slug: str, form: Form, place: str) -> Picture:
    choice = read_choice(request.GET)
    if not choice.can_be_compared:
        raise Http404(_("Name two to five public programs."))
    metrics = list(dictionary().filter(slug=slug))
    load(choice.programs)
    figures = newest_figures([page.pk for page in choice.programs])
    own = figures.filter(definition__metric__in=metrics)
    rows = measure_rows(choice.programs, short_names(choice.programs), metrics, own)
    charts = [chart for row in rows for chart in charts_of(row)]
    group = request.GET.get(GROUP, "1")[:2]
    if not (group.isdecimal() and 0 < int(group) <= len(charts)):
        raise Http404(_("No figures of this measure can be compared for these programs."))
    return Picture.of(spec_of(charts[int(group) - 1], form, f"{place}{choice.address}"))
