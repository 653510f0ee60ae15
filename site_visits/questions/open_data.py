"""The question bank as open data."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.open_data.columns import Column, columns_of
from portal.open_data.sheets import Sheet
from portal.open_data.tables import Table, register, table_named
from portal.open_data.twins import twin_at

from .models import Asked, Question


@register
class Questions(Table):
    name = "questions"
    one = "Question"
    address = "/questions/"
    title = _("Questions")
    text = _("Something worth asking a program, on a visit or in writing.")
    in_api = False
    columns = (
        *columns_of(Question, "id", meanings={"id": _("Its number.")}),
        *columns_of(Question, "asked", "text"),
        Column(
            "discipline",
            _("For whom, in words."),
            lambda question: str(Asked(question.asked).label),
        ),
    )

    def rows(self) -> QuerySet[Any]:
        return Question.objects.current()


@twin_at("questions")
def questions(_request: HttpRequest) -> Sheet:
    return table_named("questions").sheet()
