"""A column with its state and its citations."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, PanelGroup, TitleFieldPanel

from ..forms import Question, column_has_value
from .marks import anchor, has_errors, mark_of


class FactGroup(PanelGroup):
    """Facts under one heading, a line for each."""

    class BoundPanel(PanelGroup.BoundPanel):
        template_name = "provenance/admin/fact_group.html"


class FactPanel(FieldPanel):
    """A field, what kind of answer it has, and where it comes from; closed unless empty."""

    def __init__(self, field_name: str, *, is_required: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("disable_comments", True)
        super().__init__(field_name, **kwargs)
        self.is_required = is_required

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"is_required": self.is_required}

    @property
    def asks(self) -> bool:
        """Whether it may be left empty with a reason: not what the database wants filled."""
        return not self.is_required and self.db_field.blank

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        if self.asks:
            options["questions"] = [Question(self.field_name, column_has_value(self.field_name))]
        return options

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "provenance/admin/fact_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            name = self.field_name
            fact = self.form.fact_sheet[name]
            citation_forms = self.form.citation_forms(name)
            return context | {
                "about": name,
                "anchor": anchor(name),
                "fact": fact,
                "mark": mark_of(fact),
                "answer": self.form[f"answer-{name}"] if self.panel.asks else None,
                "citation_forms": citation_forms,
                "has_sentences": isinstance(self.panel.db_field, models.TextField),
                "is_open": bool(
                    not fact.is_answered
                    or fact.is_conflict
                    or self.bound_field.errors
                    or has_errors(citation_forms)
                ),
            }


class TitleFactPanel(FactPanel, TitleFieldPanel):
    """The page's title: a fact that also proposes the address."""

    class BoundPanel(FactPanel.BoundPanel, TitleFieldPanel.BoundPanel):
        pass
