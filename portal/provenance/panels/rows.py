"""Child rows with their citations inside."""

from typing import Any

from django.db import models
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, InlinePanel, PanelGroup
from wagtail.admin.panels.base import get_form_for_model

from ..facts import Fact
from ..forms import FactRowForm, Question, relation_has_rows
from ..models import FactRow
from .marks import anchor, has_errors, mark_of

_WIDE_FROM = 200


class CompactFieldPanel(FieldPanel):
    """A field of a row: label, help and input, without what a whole panel carries."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        kwargs.setdefault("disable_comments", True)
        super().__init__(field_name, **kwargs)

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "provenance/admin/compact_field.html"

        def get_editable_context_data(self) -> dict[str, Any]:
            """Short ids: those of a panel deep in a page are longer than the field itself."""
            bound = self.bound_field
            help_id, error_id = f"{bound.auto_id}-help", f"{bound.auto_id}-errors"
            described = [help_id] if self.help_text else []
            attrs = {}
            if bound.errors:
                described.append(error_id)
                attrs["aria-invalid"] = "true"
            if described:
                attrs["aria-describedby"] = " ".join(described)
            return {
                "field": bound,
                "rendered_field": bound.as_widget(attrs=attrs),
                "help_text": self.help_text,
                "help_text_id": help_id,
                "error_message_id": error_id,
            }

        @property
        def is_wide(self) -> bool:
            field = self.panel.db_field
            is_long = isinstance(field, models.TextField | models.JSONField)
            return is_long or (not field.choices and (field.max_length or 0) >= _WIDE_FROM)


class RowFields(PanelGroup):
    class BoundPanel(PanelGroup.BoundPanel):
        template_name = "provenance/admin/row_fields.html"


class FactRowsPanel(InlinePanel):
    """Rows of one kind; each keeps its key, and shows its own citations.

    `panels` names the row's fields in order, and nested panels where rows have rows; without it
    every field is shown. `gaps` says what may be answered with a gap where no row answers:
    `{"call_types/excluded": _("Exclusions")}`; without it, the relation itself.
    """

    def __init__(
        self,
        relation_name: str,
        panels: Any = None,
        gaps: Any = None,
        title: str | Promise = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(relation_name, panels=panels, **kwargs)
        self.gaps = gaps
        self.title = title

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"gaps": self.gaps, "title": self.title}

    def on_model_bound(self) -> None:
        super().on_model_bound()
        meta = self.db_field.related_model._meta
        self.heading = self.title or capfirst(str(meta.verbose_name_plural))
        if self.gaps is None:
            self.gaps = {self.relation_name: self.heading}

    @property
    def clean_name(self) -> str:
        return self.relation_name

    @cached_property
    def panel_definitions(self) -> list[Any]:
        model = self.db_field.related_model
        left_out = {self.db_field.field.name, "sort_order", "id", "key"}
        names = self.panels or [
            field.name
            for field in model._meta.fields
            if field.editable and field.name not in left_out
        ]
        return [CompactFieldPanel(name) if isinstance(name, str) else name for name in names]

    @cached_property
    def child_edit_handler(self) -> Any:
        return RowFields(self.panel_definitions).bind_to_model(self.db_field.related_model)

    @property
    def is_of_page(self) -> bool:
        """Rows of rows belong to what their row says; only a page's own are asked for."""
        return hasattr(self.model, "citations")

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields")
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=FactRowForm,
            defer_required_on_fields=deferred or [],
        )
        if self.is_of_page:
            options["questions"] = [self._question(about) for about in self.gaps]
        return options

    def _question(self, about: str) -> Question:
        """`call_types/excluded` is answered by rows with that value in a field of choices."""
        _relation, _slash, value = about.partition("/")
        fields = self.db_field.related_model._meta.fields
        where = {
            field.name: value
            for field in fields
            if value and field.choices and value in dict(field.flatchoices)
        }
        return Question(about, relation_has_rows(self.relation_name, **where))

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "provenance/admin/rows_panel.html"

        @property
        def page_form(self) -> Any:
            return getattr(self.form, "page_form", None) or self.form

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            gaps = list(self._gaps()) if self.panel.is_of_page else []
            rows = [self._row(child) for child in self.children]
            return context | {
                "anchor": anchor(self.panel.relation_name) if self.panel.is_of_page else "",
                "rows": rows,
                "empty_row": {"child": self.empty_child, "key": "", "is_open": True},
                "gaps": gaps,
                "is_nested": not self.panel.is_of_page,
                "singular": self.panel.db_field.related_model._meta.verbose_name,
                "is_open": bool(
                    any(gap["is_open"] for gap in gaps)
                    or any(row["is_open"] for row in rows)
                    or self.formset.non_form_errors()
                ),
            }

        def _gaps(self) -> Any:
            for about, label in self.panel.gaps.items():
                answer = self.page_form[f"answer-{about}"]
                citation_forms = self.page_form.citation_forms(about)
                question = self.panel._question(about)
                has_rows = question.has_value(self.instance)
                cited = self.page_form.fact_sheet.cited(about)
                fact = Fact(about, str(label), "✓" if has_rows else "", cited)
                if has_rows and not citation_forms:
                    continue
                yield {
                    "about": about,
                    "anchor": anchor(about),
                    "label": label,
                    "fact": fact,
                    "mark": mark_of(fact) if not has_rows else None,
                    "answer": answer,
                    "citation_forms": citation_forms,
                    "is_open": not fact.is_answered or has_errors(citation_forms),
                }

        def _row(self, child: Any) -> dict[str, Any]:
            row: FactRow = child.form.instance
            key = str(child.form["key"].value() or row.key)
            sheet = getattr(self.page_form, "fact_sheet", None)
            citation_forms = self.page_form.citation_forms(key) if sheet else []
            fact = sheet.of_row(row) if sheet else Fact(key, "", "")
            return {
                "child": child,
                "key": key,
                "anchor": anchor(key),
                "text": _text_of(row),
                "mark": mark_of(Fact(key, "", _text_of(row) or "?", fact.citations)),
                "citation_forms": citation_forms,
                "is_conflict": bool(fact.differing),
                "is_open": bool(
                    child.form.errors
                    or has_errors(citation_forms)
                    or any(not f.is_valid() for f in _nested_formsets(child.form))
                    or fact.differing
                ),
            }


def _nested_formsets(form: Any) -> list[Any]:
    return [f for f in getattr(form, "formsets", {}).values() if f.is_bound]


def _text_of(row: FactRow) -> str:
    """The row in words; nothing where it is too unfinished to have any."""
    try:
        return str(row)
    except (AttributeError, ValueError, TypeError, models.ObjectDoesNotExist):
        return ""
