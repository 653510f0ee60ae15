"""A visit as a memo for a council, on one page.

It prints what the visit's page is given. Title, dates, summary, gaps and sources always stand.
Paragraphs are taken in this order: who and why; what was adopted, and what came of it; open
questions; lessons; what was not adopted; what was seen; figures that were told; the agenda. One
that no longer fits gives way, and smaller ones after it may still stand. The memo says how many of
each kind were left out, and the address where they stand.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.memos.answers import memo_file, memo_page
from portal.memos.giving_way import Fitted, Piece, fitted
from portal.memos.lines import lines
from portal.memos.memo import Memo, Sheet, ending
from portal.memos.numbers import Numbers
from portal.memos.paper import HEAD, HEAD_LINE, NOTE, NOTE_LINE, TEXT, TEXT_LINE, TITLE_LINE, WIDTH

from ..selectors import missing
from .parts import Paragraph, paragraphs

if TYPE_CHECKING:
    from site_visits.models import SiteVisitPage

PAGE, FILE = "memo", "memo.pdf"
_HEADING = 20.0
# What a visit's memo would tell, by the name of its gap in the page's context.
_ASKED = ("no_lessons", "no_adoption", "no_delegates", "no_agenda", "no_figures", "no_documents")


def answer(visit: "SiteVisitPage", request: HttpRequest, part: str) -> HttpResponse:
    """The memo as a page or as a file, for `part` of the address below the visit."""
    memo = visit_memo(visit, request)
    if part == FILE:
        return memo_file(request, memo, f"{visit.get_url(request)}{PAGE}/")
    return memo_page(request, memo)


def visit_memo(visit: "SiteVisitPage", request: HttpRequest) -> Memo:
    context = visit.get_context(request)
    named = context["parties"]
    words = {"visitor": named.visitor_name, "host": named.host_name}
    title = _("Council memo: what %(visitor)s learned from %(host)s") % words
    about = ", ".join(filter(None, (str(visit.words.noun), visit.dates_display)))
    gaps = _missing(visit, context)
    pieces = [paragraph.piece() for paragraph in paragraphs(visit, context)]
    address = context["page_address"]

    def write(room: float) -> Sheet:
        def around(fit: Fitted) -> float:
            head = _head(title, about, visit.summary, gaps)
            end = ending(_left_out(fit.left_out), address, _numbered(visit, fit).all)
            return head + _HEADING * len(_by_part(fit)) + end

        fit = fitted(pieces, room, around)
        numbers = _numbered(visit, fit)
        content = {
            "summary": visit.facts.summary,
            "summary_numbers": numbers.of(_summary_sources(visit)),
            "parts": list(_by_part(fit).items()),
            "missing": gaps,
        }
        return Sheet(content, _left_out(fit.left_out), numbers.all)

    return Memo(
        title=title,
        about=about,
        template="site_visits/memo.html",
        address=address,
        address_label=_("The whole record, with every source:"),
        back_to=visit.get_url(request),
        back_label=visit.title,
        pdf_address=f"{visit.get_url(request)}{FILE}",
        names=[party.title for party in (*named.visitors[:1], *named.hosts[:1])],
        write=write,
    )


def _summary_sources(visit: "SiteVisitPage") -> list[Any]:
    sentences = visit.facts.sentences("summary")
    return [c.source for sentence in sentences for c in sentence.citations if c.source]


def _numbered(visit: "SiteVisitPage", fit: Fitted) -> Numbers:
    """In the order in which the memo prints them."""
    numbers = Numbers()
    numbers.of(_summary_sources(visit))
    for piece in fit.kept:
        paragraph: Paragraph = piece.content
        paragraph.numbers = numbers.of(paragraph.sources)
    return numbers


def _by_part(fit: Fitted) -> dict[str, list[Paragraph]]:
    parts: dict[str, list[Paragraph]] = {}
    for piece in fit.kept:
        parts.setdefault(str(piece.content.part), []).append(piece.content)
    return parts


def _left_out(pieces: Sequence[Piece]) -> list[str]:
    """ "3 lessons": paragraphs have no names of their own."""
    counts = Counter(piece.label for piece in pieces)
    return [f"{count} {label}" for label, count in counts.items()]


def _missing(visit: "SiteVisitPage", context: Mapping[str, Any]) -> list[str]:
    """What nobody has recorded of it."""
    asked = [context[name] for name in _ASKED]
    asked.append(missing(visit, "open_questions", _("Open questions")))
    relations = [fact for fact in asked if not getattr(visit, fact.about).all()]
    return [str(capfirst(fact.label)) for fact in relations if not fact.is_answered]


def _head(title: str, about: str, summary: str, gaps: Sequence[str]) -> float:
    """The height of what always stands."""
    height = TITLE_LINE * lines(title, WIDTH, 16, is_bold=True) + 14
    height += HEAD_LINE * (1 + lines(about, WIDTH / 2 - 46, HEAD)) + 12
    height += TEXT_LINE * lines(f"{summary} {'00 ' * 4}", WIDTH, TEXT) + 6
    named = ", ".join(gaps)
    return height + (3 + NOTE_LINE * lines(f"{named} {'x' * 20}", WIDTH, NOTE) if named else 0)
