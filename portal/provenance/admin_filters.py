"""What editors narrow listings by in the admin, like readers their lists."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import Model
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from .models import Source

DEAD, NOT_ASKED, UNDATED = "dead", "not-asked", "undated"


def choices_filter(choices: Any, label: Any, **options: Any) -> django_filters.MultipleChoiceFilter:
    """Boxes to check, of which several widen the listing."""
    return django_filters.MultipleChoiceFilter(
        choices=choices, label=label, widget=forms.CheckboxSelectMultiple, **options
    )


class YearFilter(django_filters.ChoiceFilter):
    """By the year with which a column of partial dates begins; the model is named late."""

    def __init__(self, model: Callable[[], type[Model]], column: str, **options: Any) -> None:
        self._column = column

        # A function of its own: forms copy their choices, and a method would bring the request.
        def years() -> list[tuple[str, Any]]:
            dated = model()._default_manager.exclude(**{column: ""}).order_by()
            found = dated.annotate(year=Substr(column, 1, 4)).values_list("year", flat=True)
            return [
                *((year, year) for year in sorted(found.distinct(), reverse=True)),
                (UNDATED, _("Not dated")),
            ]

        super().__init__(choices=years, empty_label=_("All"), **options)

    def filter(self, queryset: Any, value: Any) -> Any:
        if not value:
            return queryset
        if value == UNDATED:
            return queryset.filter(**{self._column: ""})
        return queryset.filter(**{f"{self._column}__startswith": value})


class SourceFilterSet(WagtailFilterSet):
    publisher = django_filters.AllValuesFilter(label=_("Publisher"), empty_label=_("All"))
    kind = choices_filter(Source.Kind.choices, _("Kind"))
    year = YearFilter(lambda: Source, "published", label=_("Published"))
    address_state = django_filters.ChoiceFilter(
        choices=[
            (DEAD, _("Dead: readers are not sent there")),
            *Source.AddressState.choices,
            (NOT_ASKED, _("Not asked yet")),
        ],
        method="filter_address",
        label=_("Address"),
        empty_label=_("All"),
    )
    is_archived = django_filters.BooleanFilter(
        method="filter_archived",
        label=_("Has an archived copy"),
    )
    is_used = django_filters.BooleanFilter(method="filter_used", label=_("In use"))
    is_retired = django_filters.BooleanFilter(
        field_name="retired_on", lookup_expr="isnull", exclude=True, label=_("Retired")
    )

    class Meta:
        model = Source
        fields: list[str] = []

    def filter_address(self, queryset: Any, _name: str, state: str) -> Any:
        if state == DEAD:
            return queryset.with_dead_address()
        return queryset.filter(address_state="" if state == NOT_ASKED else state)

    def filter_archived(self, queryset: Any, _name: str, is_archived: bool) -> Any:
        return (
            queryset.exclude(archived_copy="") if is_archived else queryset.filter(archived_copy="")
        )

    def filter_used(self, queryset: Any, _name: str, is_used: bool) -> Any:
        return queryset.filter(uses__gt=0) if is_used else queryset.filter(uses=0)
