"""The managed listing of figures, and the form of one."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.widgets.button import HeaderButton

from portal.provenance.admin_filters import YearFilter, choices_filter
from portal.provenance.admin_views import OwnDeleteView, OwnEditView, OwnInstanceMixin
from portal.provenance.models import Source
from portal.provenance.word_filter import having_words
from portal.theme.templatetags.theme import value_in_words
from programs.models import ProgramPage
from programs.permissions import may_edit_program, programs_editable_by

from ..forms import WithdrawalForm
from ..history import differences, record_change, snapshot
from ..models import Metric, Observation, ObservationChange


def _own_programs(request: HttpRequest | None) -> QuerySet[ProgramPage]:
    return programs_editable_by(request.user) if request else ProgramPage.objects.none()


class FigureFilterSet(WagtailFilterSet):
    program = django_filters.ModelChoiceFilter(
        queryset=_own_programs, label=gettext_lazy("Program")
    )
    metric = django_filters.ModelChoiceFilter(
        field_name="definition__metric", queryset=Metric.objects.all(), label=gettext_lazy("Metric")
    )
    year = YearFilter(lambda: Observation, "period_end", label=gettext_lazy("Period ends in"))
    period_kind = choices_filter(Observation.PeriodKind.choices, gettext_lazy("Kind of period"))
    quality = choices_filter(Observation.Quality.choices, gettext_lazy("How it is known"))
    is_dead = django_filters.BooleanFilter(
        method="filter_dead", label=gettext_lazy("Its source is no longer at its address")
    )

    class Meta:
        model = Observation
        fields = ["program", "metric", "year", "quality", "period_kind", "is_disputed"]

    def filter_dead(self, queryset: Any, _name: str, is_dead: bool) -> Any:
        dead = Source.objects.with_dead_address()
        return queryset.filter(source__in=dead) if is_dead else queryset.exclude(source__in=dead)


class OfProgramMixin:
    """Views that may be about one program, named in the address."""

    @cached_property
    def program(self) -> ProgramPage | None:
        wanted = self.request.GET.get("program", "")  # type: ignore[attr-defined]
        if not wanted.isdecimal() or len(wanted) > 12:
            return None
        user = self.request.user  # type: ignore[attr-defined]
        found: ProgramPage | None = programs_editable_by(user).filter(pk=int(wanted)).first()
        return found

    def address(self, name: str) -> str:
        query = f"?{urlencode({'program': self.program.pk})}" if self.program else ""
        return reverse(name) + query


class FigureIndexView(OfProgramMixin, generic.IndexView):
    default_ordering = None

    def get_base_queryset(self) -> QuerySet[Observation]:
        own = programs_editable_by(self.request.user)
        figures = Observation.everything.filter(program__in=own).for_display()
        return figures.select_related("program", "definition__metric", "source")

    def search_queryset(self, queryset: Any) -> Any:
        return having_words(
            queryset,
            self.search_query or "",
            "definition__metric__name",
            "program__title",
            "source__title",
            "note",
        )

    @cached_property
    def columns(self) -> list[Any]:
        """What was counted leads to the form. One program's list does not name it in every line."""
        leading = self._get_title_column_class(TitleColumn)(
            "metric",
            label=_("Metric"),
            sort_key="definition__metric__name",
            get_url=self.get_edit_url,
        )
        others = [c for c in super().columns if not (self.program and c.name == "program")]
        return [leading, *others]

    def get_page_subtitle(self) -> str:
        return self.program.title if self.program else ""

    def get_add_url(self) -> str:
        return self.address("figures:add")

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons: list[Any] = list(super().header_buttons)
        buttons += [
            HeaderButton(
                _("Bring figures in"), url=self.address("figure_imports:new"), icon_name="upload"
            ),
            HeaderButton(
                _("Files brought in"), url=self.address("figure_imports:index"), icon_name="history"
            ),
        ]
        if self.program:
            buttons.append(
                HeaderButton(
                    _("Back to the program"),
                    url=reverse("wagtailadmin_pages:edit", args=[self.program.pk]),
                    icon_name="arrow-left",
                )
            )
        return buttons


class FigureCreateView(OfProgramMixin, generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        return initial | ({"program": self.program.pk} if self.program else {})

    def get_add_url(self) -> str:
        return self.address("figures:add")

    def save_instance(self) -> Observation:
        if not may_edit_program(self.request.user, self.form.instance.program):
            raise PermissionDenied
        figure: Observation = super().save_instance()
        record_change(figure, self.request.user)
        return figure

    def get_success_url(self) -> str:
        return f"{reverse('figures:index')}?program={self.object.program_id}"


class FigureEditView(OwnEditView):
    def get_object(self, queryset: Any = None) -> Observation:
        figure: Observation = super().get_object(queryset)
        self.before = snapshot(figure)
        return figure

    def save_instance(self) -> Observation:
        figure: Observation = super().save_instance()
        reason = self.form.cleaned_data.get("reason", "")
        record_change(figure, self.request.user, before=self.before, reason=reason)
        return figure

    def get_success_url(self) -> str:
        return f"{reverse('figures:index')}?program={self.object.program_id}"


class FigureDeleteView(OwnDeleteView):
    form_class = WithdrawalForm
    template_name = "metrics/admin/figure_delete.html"

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        self.reason = form.cleaned_data["reason"]
        response: HttpResponse = super().form_valid(form)
        return response

    def delete_action(self) -> None:
        record_change(
            self.object,
            self.request.user,
            before=snapshot(self.object),
            is_removal=True,
            reason=self.reason,
        )
        super().delete_action()

    def get_success_url(self) -> str:
        return f"{reverse('figures:index')}?program={self.object.program_id}"


class FigureUsageView(OwnInstanceMixin, UsageView):
    pass


class FigureHistoryView(WagtailAdminTemplateMixin, TemplateView):
    """Who changed the figure when, with the values before and after."""

    template_name = "metrics/admin/figure_history.html"
    page_title = gettext_lazy("History")
    header_icon = "history"
    model = Observation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figure = get_object_or_404(Observation, pk=kwargs["pk"])
        if not may_edit_program(self.request.user, figure.program):
            raise PermissionDenied
        changes = ObservationChange.objects.filter(observation=figure).select_related("changed_by")
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "figure": figure,
            "changes": [(change, list(differences(change))) for change in changes],
        }


def amount_with_bound(figure: Observation) -> str:
    """ "more than 12,000 calls": a bound is never shown as a count."""
    return value_in_words(figure)


FIGURE_COLUMNS = [
    Column("amount", label=gettext_lazy("Value"), accessor=amount_with_bound, sort_key="value"),
    Column("period_display", label=gettext_lazy("Period"), sort_key="period_end"),
    Column("program", label=gettext_lazy("Program"), sort_key="program__title"),
    Column("geography", label=gettext_lazy("Where"), sort_key="geography"),
    Column("get_quality_display", label=gettext_lazy("How it is known"), sort_key="quality"),
    Column(
        "withheld",
        label=gettext_lazy("Shown to readers"),
        accessor=lambda figure: _("no: a small count") if figure.is_withheld else _("yes"),
        sort_key="is_withheld",
    ),
    Column("source", label=gettext_lazy("Source"), sort_key="source__publisher"),
    Column(
        "disputed",
        label=gettext_lazy("Disputed"),
        accessor=lambda figure: _("sources disagree") if figure.is_disputed else "",
        sort_key="is_disputed",
    ),
]
