"""The form of a page whose fields, rows and citations are edited together."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm

from .answers import AnswerChoice, answer_of, settle
from .choosers import CitationSourceChooser
from .dates import PartialDateField
from .facts import FactSheet
from .models import Citation, Source

CITATION_FIELDS = ["about", "source", "sentence", "as_of", "says", "stated", "note", "confirmed_by"]


@dataclass(frozen=True)
class Question:
    """A fact that an editor may leave without value by saying which kind of gap it is."""

    about: str
    has_value: Callable[[Any], bool]

    @property
    def field_name(self) -> str:
        return f"answer-{self.about}"


class CitationForm(WagtailAdminModelForm):
    """One citation. Which fact it belongs to is told by where it is drawn.

    Its model is set where the page's form is made: models are still loading here.
    """

    class Meta(WagtailAdminModelForm.Meta):
        widgets = {
            "about": forms.HiddenInput,
            "source": CitationSourceChooser,
            "note": forms.Textarea(attrs={"rows": 1, "cols": False}),
            "stated": forms.Textarea(attrs={"rows": 1, "cols": False}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A draft may be saved before its source is chosen; `Citation.clean` says what is missing.
        self.fields["source"].required = False
        for field in self.fields.values():
            # Said once, at the head of the list; not at each of a hundred citations.
            field.help_text = ""
        _show_date_example(self)

    @property
    def about(self) -> str:
        return str(self["about"].value() or "")

    @property
    def is_deleted(self) -> bool:
        return str(self["DELETE"].value() or "") in {"1", "on", "True", "true"}

    @property
    def explains_gap(self) -> bool:
        return self["says"].value() in AnswerChoice.values and bool(self["says"].value())

    @property
    def is_differing(self) -> bool:
        return bool(self["says"].value() == Citation.Says.ANOTHER)


class CitationFormSet(BaseChildFormSet):
    """All citations of a page; their sources are read once, not once for each."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["source"].widget.known = self.known_sources
        form.fields["DELETE"].widget = forms.HiddenInput()
        form.fields["ORDER"].widget = forms.HiddenInput()

    @cached_property
    def known_sources(self) -> dict[int, Source]:
        chosen = {citation.source_id for citation in self.get_queryset() if citation.source_id}
        return Source.objects.in_bulk(chosen)


class FactRowForm(WagtailAdminModelForm):
    """A row. Its key comes from the form where the row is new or lives in a draft only."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    page_form: "FactPageForm | None" = None

    def __init__(self, *args: Any, instance: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        if instance is not None:
            self.initial["key"] = instance.key
        _show_date_example(self)

    def _post_clean(self) -> None:
        key = self.cleaned_data.get("key")
        # A stored row keeps its key whatever is posted: citations and addresses name it.
        if key and self.instance.pk is None:
            self.instance.key = key
        super()._post_clean()


class FactPageForm(WagtailAdminPageForm):
    """A page's form with its citations, drawn fact by fact by the panels of `panels`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions: list[Question] = getattr(self.Meta, "questions", [])
        citations = list(self.instance.citations.all()) if self.questions else []
        for question in self.questions:
            has_value = question.has_value(self.instance)
            said = answer_of([c for c in citations if c.about == question.about])
            self.fields[question.field_name] = forms.ChoiceField(
                choices=AnswerChoice.for_value(has_value),
                required=False,
                initial="" if has_value else said,
                widget=forms.RadioSelect,
            )
        self._adopt(self)

    def _adopt(self, form: Any) -> None:
        for formset in getattr(form, "formsets", {}).values():
            for child in formset.forms:
                child.page_form = self
                self._adopt(child)

    @cached_property
    def fact_sheet(self) -> FactSheet:
        return FactSheet(self.instance)

    @cached_property
    def claimed(self) -> set[str]:
        """What citations were already drawn for; the rest has lost its field or row."""
        return set()

    @cached_property
    def _citation_forms(self) -> dict[str, list[CitationForm]]:
        by_fact = defaultdict(list)
        for form in self.formsets["citations"].forms:
            by_fact[form.about].append(form)
        return by_fact

    def citation_forms(self, about: str) -> list[CitationForm]:
        """Those of one field or row. Whoever asks draws them."""
        if "citations" not in self.formsets:
            return []
        self.claimed.add(about)
        return self._citation_forms.get(about, [])

    def unclaimed_citation_forms(self) -> list[CitationForm]:
        return [
            form
            for about, citation_forms in self._citation_forms.items()
            if about not in self.claimed
            for form in citation_forms
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for question in self.questions:
            name = question.field_name
            says_gap = name in self.changed_data and cleaned.get(name)
            if says_gap and cleaned.get(question.about) not in (None, ""):
                words = _("Empty the value, or choose “It has a value” below.")
                self.add_error(question.about, words)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=False)
        if "citations" in self.formsets:
            self._drop_citations_of_deleted_rows()
            for question in self.questions:
                self._settle(question)
        if commit:
            page.save()
            self.save_m2m()
        return page

    def _drop_citations_of_deleted_rows(self) -> None:
        deleted = {str(key) for key in _deleted_keys(self)}
        manager = self.instance.citations
        manager.remove(*[c for c in manager.all() if c.about in deleted])

    def _settle(self, question: Question) -> None:
        """Brings the citations in line with the kind of answer that was chosen.

        A value ends every gap that names no source. Where the choice stands as it was and a
        citation was taken away or says another kind, the citation is right.
        """
        answer = self.cleaned_data.get(question.field_name, "")
        if question.has_value(self.instance):
            answer = ""
        elif question.field_name not in self.changed_data and any(
            form.explains_gap and (form.is_deleted or form["says"].value() != answer)
            for form in self._citation_forms.get(question.about, [])
        ):
            return
        settle(self.instance, question.about, answer)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Also tells the open form which citations this save took away."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        if "citations" not in self.formsets:
            return updates
        kept = {id(citation) for citation in self.instance.citations.all()}
        for form in self.formsets["citations"].forms:
            if not form.is_deleted and id(form.instance) not in kept and form.instance.pk:
                updates += [(f"{form.prefix}-id", ""), (f"{form.prefix}-DELETE", "1")]
        return updates


def _show_date_example(form: Any) -> None:
    for name, field in form.fields.items():
        if isinstance(_column(form, name), PartialDateField):
            field.widget.attrs["placeholder"] = _("like 2024-06")


def _column(form: Any, name: str) -> Any:
    columns = {column.name: column for column in form.instance._meta.fields}
    return columns.get(name)


def _deleted_keys(form: Any) -> Iterator[uuid.UUID]:
    """Keys of the rows that were taken away, with those of the rows inside them."""
    for formset in getattr(form, "formsets", {}).values():
        for child in formset.forms:
            if not isinstance(child, FactRowForm):
                continue
            if formset._should_delete_form(child):
                yield from _all_keys(child)
            else:
                yield from _deleted_keys(child)


def _all_keys(form: FactRowForm) -> Iterator[uuid.UUID]:
    stored = form.instance.pk is not None
    key = form.instance.key if stored else form.cleaned_data.get("key")
    if key:
        yield key
    for formset in form.formsets.values():
        for child in formset.forms:
            if isinstance(child, FactRowForm):
                yield from _all_keys(child)


def column_has_value(name: str) -> Callable[[models.Model], bool]:
    def has_value(page: models.Model) -> bool:
        return getattr(page, name) not in (None, "")

    return has_value


def relation_has_rows(relation: str, **where: str) -> Callable[[models.Model], bool]:
    def has_rows(page: models.Model) -> bool:
        return any(
            all(getattr(row, name) == value for name, value in where.items())
            for row in getattr(page, relation).all()
        )

    return has_rows
