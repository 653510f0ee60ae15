"""What rows would do to the figures that are there: add one, change one, or nothing."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.theme.templatetags.theme import bound_words
from programs.figures import area_of, whole_area

from ..bounds import settled_bound
from ..comparison import Kind
from ..history import in_words
from ..models import Observation
from ..models.observation import period_words
from ..units import amount
from .drafts import Draft, Drafting, WrittenFigure
from .models import KEY, SAID, ImportRow
from .tables import SheetRow


class Existing(NamedTuple):
    pk: int
    said: tuple[Any, ...]


Key = tuple[Any, ...]


def existing_figures(program_id: int) -> dict[Key, Existing]:
    """The figures of a program by what makes each the only one; one query."""
    rows = Observation.everything.filter(program=program_id).values_list("pk", *KEY, *SAID)
    return {row[1 : 1 + len(KEY)]: Existing(row[0], row[1 + len(KEY) :]) for row in rows.iterator()}


_key_of = attrgetter(*KEY)
_said_by = attrgetter(*SAID)


class Planning:
    """Takes the rows of a file in turn, and remembers them: no two may be the same figure."""

    def __init__(self, drafting: Drafting, existing: dict[Key, Existing]) -> None:
        self.drafting = drafting
        self.existing = existing
        self._whole = whole_area(drafting.known.program)
        self._keys = {self._question(key): key for key in existing}
        self._seen: dict[Key, tuple[int, tuple[Any, ...]]] = {}

    def _question(self, key: Key) -> Key:
        """A city by its name, by "City of" and without a word is one area, and one figure's."""
        *others, geography, source = key
        return *others, area_of(geography, self._whole), source

    def _settle_area(self, figure: WrittenFigure) -> Key:
        """Its key; of a figure that is there, with the word for its area that it has."""
        key = _key_of(figure)
        if key not in self.existing:
            key = self._keys.get(self._question(key), key)
            figure.geography = key[KEY.index("geography")]
        return key

    def plan(self, row: SheetRow) -> ImportRow:
        draft = self.drafting.draft(row)
        if draft.is_left_out:
            return ImportRow(number=row.number, action=ImportRow.Action.LEFT_OUT)
        key = self._settle_area(draft.figure)
        there = self.existing.get(key)
        self._keep_what_is_not_given(draft, there)
        draft.figure.bound = settled_bound(draft.figure.bound, draft.figure.quality)
        self.drafting.check(draft)
        self._refuse_retired(draft, there)
        repeated = "" if draft.faults else self._repeated(draft, key)
        planned = ImportRow(number=row.number, label=_label(draft))
        if draft.faults:
            planned.action = ImportRow.Action.REFUSED
            planned.faults = [[said.where, said.heading, said.words] for said in draft.faults]
        elif repeated:
            planned.action = ImportRow.Action.SAME
            planned.differences = [[_("Said before"), "", repeated]]
        else:
            _decide(planned, draft.figure, there)
        return planned

    def _keep_what_is_not_given(self, draft: Draft, there: Existing | None) -> None:
        """A column that the file does not have stays as it is."""
        if there is not None:
            for name, value in zip(SAID, there.said, strict=True):
                if name not in draft.given:
                    setattr(draft.figure, name, value)

    def _refuse_retired(self, draft: Draft, there: Existing | None) -> None:
        """What is no longer in use gets no new figures; those that it has stay."""
        if not draft.names_retired or there is not None:
            return
        words = {
            "metric": _("This metric is no longer in use. Choose another one."),
            "source": _("This source is retired. Choose another one."),
        }
        self.drafting.say(draft, draft.names_retired, words[draft.names_retired])

    def _repeated(self, draft: Draft, key: Key) -> str:
        """Words where an earlier row says the same; a fault where it says another value."""
        said = _said_by(draft.figure)
        question = self._question(key)
        number, before = self._seen.setdefault(question, (draft.number, said))
        if number == draft.number:
            return ""
        if before == said:
            return _("Row %(row)s says the same.") % {"row": number}
        words = _(
            "Row %(row)s is the same figure (metric, way of counting, period, area and source) and "
            "says something else. Keep one of them."
        )
        self.drafting.say(draft, "value", words % {"row": number})
        return ""


def _decide(planned: ImportRow, figure: WrittenFigure, there: Existing | None) -> None:
    if there is None:
        planned.action = ImportRow.Action.NEW
    elif there.said == _said_by(figure):
        planned.action = ImportRow.Action.SAME
        return
    else:
        planned.action = ImportRow.Action.CHANGED
        planned.figure = there.pk
        planned.before = [plain(value) for value in there.said]
        planned.differences = list(_differences(there.said, _said_by(figure)))
    planned.values = [plain(value) for value in (*_key_of(figure), *_said_by(figure))]


def _differences(before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[list[str]]:
    for name, was, is_now in zip(SAID, before, after, strict=True):
        if was != is_now:
            column: Any = Observation._meta.get_field(name)
            label = capfirst(str(column.verbose_name))
            yield [label, in_words(column, was), in_words(column, is_now)]


def plain(value: Any) -> Any:
    """As JSON keeps it; numbers of one size alike, however they were written."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return f"{value.normalize():f}"


def _label(draft: Draft) -> str:
    """ "Calls responded to, 2024: 12,500 calls", as far as it could be read."""
    figure, metric = draft.figure, draft.metric
    if metric is None:
        return ""
    words = metric.name
    if draft.has_period:
        words += f", {period_words(figure.period_kind, figure.period_start, figure.period_end)}"
    if figure.value is not None:
        # Of money whose currency is not known there is nothing to say but the number.
        unit = "" if metric.kind == Kind.MONEY and not figure.currency else metric.unit
        said = amount(figure.value, unit, figure.currency, figure.value_to)
        words += f": {bound_words(figure)}{said.strip()}"
    return words[:400]
