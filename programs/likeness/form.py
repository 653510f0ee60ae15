"""A place as a reader describes it, with weights; all of it in the address."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.pages.models import CityPage
from portal.taxonomy.choices import Discipline
from programs.models import ProgramPage

from .candidates import Candidate
from .likeness import Description, Trait


def _written(mode: str) -> forms.TextInput:
    """A box that keeps what is no number, so that it can be put right."""
    return forms.TextInput(attrs={"inputmode": mode})


LABELS = {
    Trait.POPULATION: _("Residents"),
    Trait.DENSITY: _("Residents per square mile"),
    Trait.GOVERNANCE: _("Who runs the 911 center"),
    Trait.DISPATCH: _("How calls reach the team"),
    Trait.TEAM: _("Who is in the team"),
    Trait.HOURS: _("Hours on duty per week"),
}
WEIGHTS = (("0", _("Does not matter")), ("1", _("Matters")), ("2", _("Matters a lot")))
USUAL = "1"
HOURS_OF_A_WEEK = 168
_UNKNOWN: tuple[str, str | Promise] = ("", _("Not known"))


# What to write, where a number is none or cannot be.
_ERRORS = {
    "invalid": _("Write a number, such as 84."),
    "min_value": _("Write at least %(limit_value)s."),
    "max_value": _("Write at most %(limit_value)s."),
}


class PeopleField(forms.IntegerField):
    """Also as people write it: "286,000"."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


class LikenessForm(forms.Form):
    """`like` fills in what is not typed, from a program of the portal."""

    like = forms.ChoiceField(label=_("A city of ours"), required=False)
    population = PeopleField(
        label=LABELS[Trait.POPULATION],
        widget=_written("numeric"),
        required=False,
        min_value=1,
        max_value=50_000_000,
        help_text=_("For example: 286,000."),
        error_messages=_ERRORS | {"invalid": _("Write a whole number, such as 286,000.")},
    )
    density = forms.FloatField(
        label=LABELS[Trait.DENSITY],
        widget=_written("decimal"),
        required=False,
        min_value=0.1,
        max_value=200_000,
        help_text=_("For example: 2500."),
        error_messages=_ERRORS,
    )
    governance = forms.ChoiceField(
        label=LABELS[Trait.GOVERNANCE],
        required=False,
        choices=[_UNKNOWN, *CityPage._meta.get_field("center_governance").choices],
    )
    dispatch = forms.ChoiceField(
        label=LABELS[Trait.DISPATCH],
        required=False,
        choices=[_UNKNOWN, *ProgramPage.DispatchModel.choices],
    )
    team = forms.MultipleChoiceField(
        label=LABELS[Trait.TEAM],
        required=False,
        choices=Discipline.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    hours = forms.FloatField(
        label=LABELS[Trait.HOURS],
        widget=_written("decimal"),
        required=False,
        min_value=0,
        max_value=HOURS_OF_A_WEEK,
        help_text=_("At most 168. For example: 84."),
        error_messages=_ERRORS,
    )

    def __init__(self, parameters: QueryDict, offered: Sequence[Candidate]) -> None:
        by_key = {each.key: each for each in offered}
        self.chosen = by_key.get(parameters.get("like", ""))
        super().__init__(_filled_in(parameters, self.chosen), use_required_attribute=False)
        names = [(each.key, f"{each.name}, {each.place}") for each in offered]
        self.fields["like"].choices = [("", _("None: I describe mine")), *names]  # type: ignore[attr-defined]  # a field of choices
        for trait, label in LABELS.items():
            weight = forms.ChoiceField(label=label, choices=WEIGHTS, required=False)
            self.fields[f"weight-{trait}"] = weight
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField) and not isinstance(
                field, forms.MultipleChoiceField
            ):
                field.widget.attrs["class"] = "usa-select"

    @property
    def traits(self) -> list[Any]:
        return [self[name] for name in ("like", *Trait)]

    @property
    def weights(self) -> list[Any]:
        return [self[f"weight-{trait}"] for trait in Trait]

    def description(self) -> Description:
        cleaned = self.cleaned_data
        return Description(
            population=cleaned["population"],
            density=cleaned["density"],
            governance=cleaned["governance"],
            dispatch=cleaned["dispatch"],
            team=frozenset(cleaned["team"]),
            hours=cleaned["hours"],
        )

    def weight_of(self) -> Mapping[Trait, int]:
        return {trait: int(self.cleaned_data[f"weight-{trait}"] or USUAL) for trait in Trait}


def _filled_in(parameters: QueryDict, chosen: Candidate | None) -> QueryDict:
    """What was typed stays; what was not is the chosen program's."""
    filled = parameters.copy()
    for trait in Trait:
        filled.setdefault(f"weight-{trait}", USUAL)
        if chosen is None or any(filled.getlist(trait)) or not chosen.description.has(trait):
            continue
        value = getattr(chosen.description, trait)
        if isinstance(value, frozenset):
            filled.setlist(trait, sorted(value))
        else:
            filled[trait] = f"{value:g}" if isinstance(value, float) else str(value)
    return filled
