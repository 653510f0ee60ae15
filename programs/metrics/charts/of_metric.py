"""The pictures of a metric: every program on one way of counting, and each of them over time."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from programs.figures import words_for_all_of

from ..comparison import Figure, Measure, choose
from ..grouping import Order
from ..models.metric import Metric
from ..models.observation import Observation
from ..plain import plain
from .choosing import Wanted
from .dots import Answers, dot_chart
from .series import series_chart, series_of
from .shown import Address, PictureShown, picture_shown
from .values import Chart

COUNTED, CURRENCY, OVER, PROGRAM = "counted", "currency", "over", "program"
# What one program says is no comparison; the table shows it.
LEAST_DOTS = 2


def address_of(metric: Metric, asked: Wanted, program: str = "") -> Address:
    """`program`: whose picture it is, where it is one program's (`durham-nc/heart`)."""
    query = (
        (COUNTED, asked.counted),
        (CURRENCY, asked.first.currency),
        (OVER, asked.step or ""),
        (PROGRAM, program),
    )
    return Address(f"/metrics/{metric.slug}", tuple(each for each in query if each[1]))


def pictures_by_group(
    metric: Metric, measure: Measure, every: Iterable[Wanted], records: Mapping[int, Observation]
) -> dict[Order, list[PictureShown]]:
    """Those that show more than one program, or one over time."""
    found: dict[Order, list[PictureShown]] = defaultdict(list)
    for asked in every:
        if asked.step is None and asked.programs < LEAST_DOTS:
            continue
        figures = drawn(measure, asked, records)
        if (chart := chart_of(metric, asked, figures, records)) is not None:
            found[asked.order].append(picture_shown(chart, address_of(metric, asked)))
    return found


def chart_of(
    metric: Metric,
    asked: Wanted,
    figures: Sequence[Figure],
    records: Mapping[int, Observation],
) -> Chart | None:
    """Of what is `drawn`. None where there is no series after all, or every figure was deleted
    meanwhile.
    """
    if not figures:
        return None
    own = [records[each.key] for each in figures]
    names = names_of(own)
    answers = Answers(
        _called(metric, asked), metric, {each.pk: each for each in own}, names, own[0].currency
    )
    if asked.step is None:
        notes = [str(asked.first.reason)]
        return dot_chart(choose(figures), answers, notes, of_all=asked.of_all)
    named = [
        (names[program], series)
        for program, of_program in _by_program(figures).items()
        for series in series_of(of_program)
        if series.step == asked.step
    ]
    notes = [_("All on one scale")] if len(named) > 1 else []
    return series_chart(named, answers, notes) if named else None


def drawn(measure: Measure, asked: Wanted, records: Mapping[int, Observation]) -> list[Figure]:
    """Without what one of several areas counts: drawn by the program's name, it would mislead."""
    alike: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for each in asked.figures:
        if (record := records.get(each.figure)) is not None:
            figure = plain(record, measure, _whole_area(record))
            alike[figure.program, figure.counting, figure.period].append(figure)
    return [
        figure
        for together in alike.values()
        for figure in together
        if figure.is_whole_area or len({each.geography for each in together}) == 1
    ]


def _called(metric: Metric, asked: Wanted) -> str:
    """Figures of another way of counting are never told by the metric's name alone."""
    if asked.first.is_standard:
        return metric.name
    return _("%(metric)s (%(way)s)") % {"metric": metric.name, "way": asked.first.way}


def _by_program(figures: Iterable[Figure]) -> dict[Any, list[Figure]]:
    found: dict[Any, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.program].append(figure)
    return found


def _whole_area(record: Any) -> Collection[str]:
    return words_for_all_of(record.city_name, record.city_title)


def names_of(records: Sequence[Any]) -> dict[Any, str]:
    """Of figures that were read with their cities: "Durham"; "Portland, OR" where two cities are
    called alike; the program's own name where a city has two. What has ended says so.
    """
    programs = {record.program_id: record for record in records}
    cities = Counter(record.city_name for record in programs.values())
    titles = Counter(record.city_title for record in programs.values())
    return {
        key: _with_status(_name(record, cities, titles), record.program)
        for key, record in programs.items()
    }


def _name(record: Any, cities: Counter[str], titles: Counter[str]) -> str:
    if record.city_name and cities[record.city_name] == 1:
        return str(record.city_name)
    is_told_apart = record.city_title and titles[record.city_title] == 1
    return str(record.city_title if is_told_apart else record.program.title)


def _with_status(name: str, program: Any) -> str:
    if not program.has_stopped:
        return name
    words = {"name": name, "status": program.get_status_display().lower()}
    return _("%(name)s, %(status)s") % words
