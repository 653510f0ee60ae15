"""The question bank: all of it, one sheet for each discipline, and everything to print."""

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Asked, Question


@dataclass
class Sheet:
    """The questions for one discipline."""

    asked: Asked
    questions: list[Question] = field(default_factory=list)

    @property
    def url(self) -> str:
        return reverse("questions:sheet", args=[self.asked.value])

    @property
    def is_for_the_host(self) -> bool:
        """Whether the host asks these, and the visitors answer."""
        return self.asked == Asked.HOST


def questions(request: HttpRequest) -> HttpResponse:
    sheets = _sheets()
    context = {
        "page_title": _("Questions to ask"),
        "page_description": _("What to ask a program on a visit, for each discipline."),
        "trail": [{"title": _("Home"), "url": "/"}],
        "sheets": sheets,
        "count": sum(len(sheet.questions) for sheet in sheets),
    }
    return render(request, "questions/questions.html", context)


def sheet(request: HttpRequest, asked: str) -> HttpResponse:
    if asked not in Asked.values:
        raise Http404(_("There is no sheet of this name."))
    sheets = _sheets()
    found = next((each for each in sheets if each.asked == asked), Sheet(Asked(asked)))
    context = {
        "page_title": _("Questions: %(discipline)s") % {"discipline": found.asked.label},
        "page_description": _("What to ask on a visit: %(discipline)s.")
        % {"discipline": found.asked.label},
        "trail": _trail(),
        "sheet": found,
        "others": [each for each in sheets if each.asked != asked],
    }
    return render(request, "questions/sheet.html", context)


def all_sheets(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("All questions to print"),
        "page_description": _("One page for each discipline, with room to write."),
        "trail": _trail(),
        "sheets": _sheets(),
    }
    return render(request, "questions/print.html", context)


def _trail() -> list[dict[str, str]]:
    return [
        {"title": _("Home"), "url": "/"},
        {"title": _("Questions to ask"), "url": reverse("questions:questions")},
    ]


def _sheets() -> list[Sheet]:
    """Of those disciplines that have a question; one query."""
    sheets = {asked.value: Sheet(asked) for asked in Asked}
    for question in Question.objects.current():
        sheets[question.asked].questions.append(question)
    return [each for each in sheets.values() if each.questions]
