"""The page's citations: one set of forms, drawn piece by piece where they belong."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.panels import Panel, TabbedInterface

from ..forms import CITATION_FIELDS, CitationForm, CitationFormSet


class CitationsPanel(Panel):
    """Stands once, last on the page: what all citations need, and those that lost their place.

    The citations themselves are drawn by the panels of their fields and rows.
    """

    def get_form_options(self) -> dict[str, Any]:
        return {
            "formsets": {
                "citations": {
                    "fields": CITATION_FIELDS,
                    "form": CitationForm,
                    "formset": CitationFormSet,
                }
            }
        }

    class BoundPanel(Panel.BoundPanel):
        template_name = "provenance/admin/citations_panel.html"

        class Media:
            css = {"all": ["provenance/admin-facts.css"]}
            js = ["provenance/admin-facts.js"]

        def show_panel_furniture(self) -> bool:
            return False

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            formset = self.form.formsets["citations"]
            return context | {
                "formset": formset,
                "empty_form": formset.empty_form,
                "homeless": self.form.unclaimed_citation_forms(),
            }


class FactTabs(TabbedInterface):
    """The tabs of a page with facts."""

    class BoundPanel(TabbedInterface.BoundPanel):
        def render_missing_fields(self) -> SafeString:
            """Without the kinds of answers, which each fact draws beside its value."""
            named = set(self.panel.get_form_options().get("fields", []))
            named |= {question.field_name for question in self.form.questions}
            missing = [str(self.form[name]) for name in self.form.fields if name not in named]
            return mark_safe("".join(missing))  # noqa: S308 - fields escape their own values
