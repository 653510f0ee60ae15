"""A comparison as a memo for a council, on one page.

It reads the comparison's own table; nothing is worked out anew. Title, findings, key, gaps that
all share and sources always stand. Rows are taken in this order: figures that may be compared;
those that may with care; coverage, team, police and hours; the picture; figures that may not be
compared; size, home and dispatch; figures that one program alone has; all other facts. A row that
no longer fits gives way, and so does the picture; smaller ones after it may still stand. The memo
names what was left out, with the reason where it may not be compared, and the address where all of
it stands. The picture is one, of the figures that may be compared for most of the programs
(`memo_chart`); where no two programs have such figures, there is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.memos.giving_way import Fitted, fitted
from portal.memos.lines import lines
from portal.memos.memo import Memo, Sheet, ending
from portal.memos.numbers import Numbers
from portal.memos.paper import (
    HEAD,
    HEAD_LINE,
    NOTE,
    NOTE_LINE,
    TABLE_LINE,
    TEXT,
    TEXT_LINE,
    TITLE_LINE,
    WIDTH,
)
from portal.theme.templatetags.theme import value_in_words
from programs.listing import ProgramShown

from .choice import Choice, city_of
from .findings import Finding, findings
from .memo_chart import MemoChart, memo_chart
from .memo_rows import PARTS, MemoRow, Rank, column_widths, pieces
from .table import Table

if TYPE_CHECKING:
    from programs.models import ProgramPage

_TITLES = {
    2: gettext_lazy("Council memo: two programs compared"),
    3: gettext_lazy("Council memo: three programs compared"),
    4: gettext_lazy("Council memo: four programs compared"),
    5: gettext_lazy("Council memo: five programs compared"),
}
_KEY_LINES = 2


def comparison_memo(request: HttpRequest, choice: Choice, table: Table, names: list[str]) -> Memo:
    """Of programs that can be compared, whose table was read."""
    # Nothing to follow on paper.
    found = [replace(each, row="") for each in findings(table)]
    heads = [ProgramShown(page) for page in choice.programs]
    chart = memo_chart(table.measures, choice)
    every = [*pieces(table), *([chart.piece()] if chart else [])]
    address = choice.address_of_differing if choice.only_differing else choice.address
    whole = request.build_absolute_uri(f"/compare/{address}")
    head = _head(names, found, table)

    def write(room: float) -> Sheet:
        def around(fit: Fitted) -> float:
            left_out = [piece.label for piece in fit.left_out]
            end = ending(left_out, whole, _numbered(found, fit).all)
            return head + _parts(fit) + end

        fit = fitted(every, room, around)
        numbers = _numbered(found, fit)
        content = {
            "findings": found,
            "heads": list(zip(heads, names, strict=True)),
            "parts": _parts_shown(fit),
            "chart": _chart_shown(fit),
            "missing": table.missing,
        }
        return Sheet(content, [piece.label for piece in fit.left_out], numbers.all)

    return Memo(
        title=str(_TITLES[len(choice.programs)]),
        about=", ".join(names),
        template="programs/comparing/memo.html",
        address=whole,
        address_label=_("The whole comparison, each figure with its source:"),
        back_to=f"/compare/{address}",
        back_label=_("The whole comparison"),
        pdf_address=f"/compare/memo.pdf{address}",
        names=_file_names(choice.programs),
        write=write,
        pictures=chart.drawn if chart else dict,
    )


def _file_names(pages: Sequence["ProgramPage"]) -> list[str]:
    places = (city_of(ProgramShown(page).place) or page.title for page in pages)
    return list(dict.fromkeys(places))


def _numbered(found: Iterable[Finding], fit: Fitted) -> Numbers:
    """In the order in which the memo prints them."""
    numbers = Numbers()
    for finding in found:
        finding.number(numbers)
    for piece in fit.kept:
        shown: MemoRow | MemoChart = piece.content
        shown.number(numbers)
    return numbers


def _parts_shown(fit: Fitted) -> list[tuple[str, list[MemoRow]]]:
    parts = []
    for title, ranks in PARTS:
        rows = [piece.content for piece in fit.kept if piece.rank in ranks]
        if rows:
            parts.append((str(title), rows))
    return parts


def _chart_shown(fit: Fitted) -> MemoChart | None:
    return next((piece.content for piece in fit.kept if piece.rank == Rank.CHART), None)


def _parts(fit: Fitted) -> float:
    return (TABLE_LINE + 6) * len(_parts_shown(fit))


def _head(names: list[str], found: Iterable[Finding], table: Table) -> float:
    """The height of what always stands: title, head, findings, names of programs, key."""
    height = TITLE_LINE + 10 + HEAD_LINE * 2 + 6
    height += HEAD_LINE * (lines(", ".join(names), WIDTH / 2 - 46, HEAD) - 1)
    for finding in found:
        height += 1 + TEXT_LINE * lines(_length(finding), WIDTH, TEXT, is_bold=True)
    _name, room = column_widths(len(names))
    height += 26 + 12 * (max(lines(name, room, 10, is_bold=True) for name in names))
    if table.missing:
        missing = ", ".join(str(label) for label in table.missing)
        height += 3 + NOTE_LINE * lines(f"{missing} {'x' * 28}", WIDTH, NOTE)
    return height + NOTE_LINE * _KEY_LINES + 6


def _length(finding: Finding) -> str:
    figures: list[Any] = [
        (named.name, value_in_words(each), each.period_display, "00")
        for named in finding.figures
        for each in (told.observation for told in named.figures)
    ]
    named = " ".join(" ".join(each) for each in figures)
    disagree = sum(len(named.figures) > 1 for named in finding.figures)
    return f"{finding.title} {named} {'≠ sources disagree ' * disagree}{finding.words}"
