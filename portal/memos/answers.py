"""The two answers at which a memo is found: its page, and its file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .memo import Memo
from .pdf import NoPdfError, pdf


def memo_page(request: HttpRequest, memo: Memo, **more: object) -> HttpResponse:
    """`more` is what the page says of its address, above the memo and not on the paper."""
    context = {
        "page_title": memo.title,
        "page_description": _("One page to print: what was found, and what it rests on."),
        "trail": [
            {"title": _("Home"), "url": "/"},
            {"title": memo.back_label, "url": memo.back_to},
        ],
    }
    return render(request, "memos/page.html", context | memo.context() | more)


def memo_file(request: HttpRequest, memo: Memo, page_address: str) -> HttpResponse:
    """Without what makes files: an answer in words, with the way that needs nothing."""

    def write(room: float) -> str:
        return render_to_string("memos/document.html", memo.context(room))

    try:
        content = pdf(write, memo.pictures())
    except NoPdfError:
        context = {"page_title": _("No PDF file from this server"), "page_address": page_address}
        return render(request, "memos/no_pdf.html", context, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{memo.file_name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
