"""A comparison as a council memo: its page and its file. Choices that cannot be compared are
answered as the comparison answers them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.memos.answers import memo_file, memo_page
from portal.memos.memo import Memo

from .choice import MOST, Choice, read_choice
from .loading import load
from .memo import comparison_memo
from .shown import compared_table, name_of
from .views import compare, kept


def comparison_memo_page(request: HttpRequest) -> HttpResponse:
    def written() -> tuple[Choice, Memo | None]:
        choice = read_choice(request.GET)
        return choice, _memo(request, choice) if choice.can_be_compared else None

    # A memo prints the whole address, with the name that the portal was asked by.
    choice, memo = kept(("memo", request.build_absolute_uri("/")), request, written)
    if memo is None:
        return compare(request)
    told = {"told_template": "programs/comparing/told.html", "choice": choice, "most": MOST}
    return memo_page(request, memo, **told)


def comparison_memo_file(request: HttpRequest) -> HttpResponse:
    choice = read_choice(request.GET)
    if not choice.can_be_compared:
        return redirect(f"/compare/?{request.GET.urlencode(safe='/')}")
    memo = _memo(request, choice)
    return memo_file(request, memo, f"/compare/memo/{choice.address}")


def _memo(request: HttpRequest, choice: Choice) -> Memo:
    load(choice.programs)
    whole = compared_table(choice.programs)
    shown = whole.only_differing() if choice.only_differing else whole
    return comparison_memo(request, choice, shown, [name_of(page) for page in choice.programs])
