"""Finding by words of a title: enough for a chooser or a listing, and quick without an index."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm

_MOST_WORDS = 8


def having_words(queryset: QuerySet[Any], text: str, *fields: str) -> QuerySet[Any]:
    """Records that hold every word, each in one of the fields."""
    for word in text.replace("\x00", " ").split()[:_MOST_WORDS]:
        holds = Q()
        for field in fields:
            holds |= Q(**{f"{field}__icontains": word})
        queryset = queryset.filter(holds)
    return queryset


def words_in(*fields: str) -> type[BaseFilterForm]:
    """The search box of a chooser that looks for words in these fields."""

    class WordFilterForm(BaseFilterForm):
        q = forms.CharField(
            label=_("Search term"),
            required=False,
            widget=forms.TextInput(attrs={"placeholder": _("Search")}),
        )

        def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
            text = self.cleaned_data.get("q") or ""
            if text:
                self.is_searching = True
                self.search_query = text
            return having_words(super().filter(objects), text, *fields)

    return WordFilterForm
