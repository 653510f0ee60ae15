"""One figure: what was counted, how, when, how much, and who says so."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from programs.figures import area_of, whole_area
from programs.models import ProgramPage
from programs.permissions import may_edit_program, programs_editable_by

from .bounds import settled_bound
from .checks import CURRENCIES
from .models import Definition, Metric, Observation
from .models.observation import ALREADY_THERE
from .written_periods import settled

FIGURE_FIELDS = [
    "program",
    "definition",
    "value",
    "value_to",
    "bound",
    "currency",
    "period_kind",
    "period_start",
    "period_end",
    "source",
    "quality",
    "note",
    "numerator",
    "denominator",
    "geography",
    "is_disputed",
    "stands",
]
_CURRENCY_NAMES = {"USD": _("US dollars"), "CAD": _("Canadian dollars")}


class MetricChoices(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]  # generic in its stubs alone
    """Metrics of the dictionary first, then those that only one program reports."""

    def __iter__(self) -> Any:
        yield "", _("Choose a metric")
        in_dictionary: list[Any] = []
        local: list[Any] = []
        for metric in self.queryset:
            (in_dictionary if metric.in_dictionary else local).append(self.choice(metric))
        yield _("Dictionary"), in_dictionary
        if local:
            yield _("Only this program"), local


class MetricField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in its stubs alone
    iterator = MetricChoices


class DefinitionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in its stubs alone
    """Each way of counting is named with its metric, so that none is taken for another's."""

    def label_from_instance(self, definition: Any) -> str:
        kind = _("standard") if definition.is_standard else definition.name
        return f"{definition.metric.name}: {kind}"


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(
        max_length=300,
        required=False,
        label=label,
        help_text=_("Readers see this in the figure’s history. Name nobody."),
    )


class WithdrawalForm(forms.Form):
    """Asked before a figure is deleted."""

    reason = _reason(_("Why it is withdrawn"))


class FigureForm(WagtailAdminModelForm):
    metric = MetricField(queryset=Metric.objects.none(), label=_("Metric"))
    definition = DefinitionField(
        queryset=Definition.objects.none(),
        required=False,
        label=_("How it was counted"),
        empty_label=_("The standard way"),
        help_text=_(
            "Where a city counts in its own way, choose that; unlike ways never share a line."
        ),
    )
    currency = forms.ChoiceField(
        choices=[("", _("No money")), *((code, _CURRENCY_NAMES[code]) for code in CURRENCIES)],
        required=False,
        label=_("Currency"),
        help_text=_("For money only."),
    )

    reason = _reason(_("Why it is changed"))

    class Meta(WagtailAdminModelForm.Meta):
        model = Observation
        fields = FIGURE_FIELDS
        widgets = {"program": forms.Select}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        program = self._program()
        self.fields["program"].queryset = programs_editable_by(self.for_user)
        self.fields["program"].label_from_instance = _with_city
        if program is not None:
            # A figure never moves to another program, and a figure of one is added there.
            self.fields["program"].disabled = True
            self.initial["program"] = program.pk
        self._offer_metrics(program)
        if not self.instance.pk:
            del self.fields["reason"]
        self.fields["definition"].required = False
        self.fields["source"].required = True
        self.fields["period_start"].help_text = _(
            "For example: 2024-01-01. For a calendar year, 2024 is enough."
        )

    def _program(self) -> ProgramPage | None:
        if self.instance.pk:
            program: ProgramPage = self.instance.program
            return program
        wanted = str(self.initial.get("program") or "")
        if not wanted.isdecimal():
            return None
        editable = programs_editable_by(self.for_user)
        found: ProgramPage | None = editable.filter(pk=int(wanted)).first()
        return found

    def _offer_metrics(self, program: ProgramPage | None) -> None:
        """Current metrics, and those of this program; a figure's own stays on offer."""
        own = Q(pk=self.instance.definition.metric_id) if self.instance.pk else Q()
        of_program = (
            Q(program=program) if program else Q(program__in=programs_editable_by(self.for_user))
        )
        offered = (Q(in_dictionary=True) | of_program) & Q(retired_on=None)
        metrics = Metric.objects.filter(offered | own if own else offered)
        self.fields["metric"].queryset = metrics
        ways = Definition.objects.filter(metric__in=metrics).select_related("metric")
        if program:
            ways = ways.filter(Q(program=None) | Q(program=program))
        self.fields["definition"].queryset = ways.order_by(
            "metric__position", "-is_standard", "name"
        )
        if self.instance.pk:
            self.initial["metric"] = self.instance.definition.metric_id

    def clean_program(self) -> ProgramPage:
        program: ProgramPage = self.cleaned_data["program"]
        if not may_edit_program(self.for_user, program):
            raise forms.ValidationError(_("You may not edit this program. Choose one of yours."))
        return program

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._settle_definition(cleaned)
        self._settle_period(cleaned)
        cleaned["bound"] = settled_bound(cleaned.get("bound", ""), cleaned.get("quality", ""))
        self._refuse_twin(cleaned)
        return cleaned

    def _settle_definition(self, cleaned: dict[str, Any]) -> None:
        metric, definition = cleaned.get("metric"), cleaned.get("definition")
        if metric is None:
            return
        if definition is None and "definition" not in self.errors:
            definition = metric.definitions.filter(is_standard=True).first()
            if definition is None:
                self.add_error(
                    "definition",
                    _("This metric has no standard way of counting yet: choose one of its others."),
                )
            cleaned["definition"] = definition
        elif definition is not None and definition.metric_id != metric.pk:
            self.add_error(
                "definition",
                _("That is a way of counting %(other)s. Choose one of %(metric)s.")
                % {"other": definition.metric.name, "metric": metric.name},
            )

    def _refuse_twin(self, cleaned: dict[str, Any]) -> None:
        """The same figure, whose area has another word for all of the place."""
        program, definition = cleaned.get("program"), cleaned.get("definition")
        if program is None or definition is None or cleaned.get("source") is None:
            return
        whole = whole_area(program)
        geography = cleaned.get("geography", "")
        alike = Observation.everything.filter(
            program=program,
            definition=definition,
            source=cleaned["source"],
            period_start=cleaned.get("period_start", ""),
            period_end=cleaned.get("period_end", ""),
        ).exclude(pk=self.instance.pk)
        # In the same words the record itself refuses it.
        others = alike.exclude(geography=geography).values_list("geography", flat=True)
        if any(area_of(each, whole) == area_of(geography, whole) for each in others):
            self.add_error(None, ALREADY_THERE)

    def _settle_period(self, cleaned: dict[str, Any]) -> None:
        kind, start = cleaned.get("period_kind", ""), cleaned.get("period_start", "")
        cleaned["period_start"], cleaned["period_end"] = settled(
            kind, start, cleaned.get("period_end", "")
        )


def _with_city(program: ProgramPage) -> str:
    return f"{program.title} ({program.get_parent().title})"
