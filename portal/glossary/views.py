from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .entries import Entry, entries


def glossary(request: HttpRequest) -> HttpResponse:
    found = entries()
    context = {
        "page_title": _("Glossary"),
        "page_description": _("The words and acronyms of the field, in plain words."),
        "trail": [{"title": _("Home"), "url": "/"}],
        "groups": _by_letter(found),
        "count": len(found),
    }
    return render(request, "glossary/glossary.html", context)


def _by_letter(found: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Numbers first, in a group of their own."""
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        letter = entry.term[0].upper()
        groups.setdefault(letter if letter.isalpha() else _("Numbers"), []).append(entry)
    return list(groups.items())
