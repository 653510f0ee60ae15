"""Facts that are no field: what rows or figures answer, where there are none."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from wagtail.admin.panels import Panel

from ..facts import Fact
from ..forms import Question
from .marks import Mark, anchor, has_errors, mark_of


class AnswerPanel(Panel):
    """Says why there is no answer to `about`, with what was looked at.

    `read` gives the fact as readers see it, from the page; `kept_in` names where it is edited.
    """

    def __init__(
        self,
        about: str = "",
        read: Callable[[Any], Fact] | None = None,
        has_value: Callable[[Any], bool] | None = None,
        kept_in: str | Promise = "",
        edit_link: tuple[str | Promise, Callable[[Any], str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.about = about
        self.read = read
        self.has_value = has_value
        self.kept_in = kept_in
        self.edit_link = edit_link

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {
            "about": self.about,
            "read": self.read,
            "has_value": self.has_value,
            "kept_in": self.kept_in,
            "edit_link": self.edit_link,
        }

    def get_form_options(self) -> dict[str, Any]:
        if self.has_value is None:
            raise ImproperlyConfigured(f"The panel of {self.about} does not say what a value is.")
        return {"questions": [Question(self.about, self.has_value)]}

    @property
    def clean_name(self) -> str:
        return anchor(self.about)

    class BoundPanel(Panel.BoundPanel):
        template_name = "provenance/admin/answer_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            fact = self.panel.read(self.instance)
            citation_forms = self.form.citation_forms(self.panel.about)
            link = self.panel.edit_link
            return context | {
                "about": self.panel.about,
                "anchor": anchor(self.panel.about),
                "fact": fact,
                "mark": self._mark(fact),
                "answer": self.form[f"answer-{self.panel.about}"],
                "citation_forms": citation_forms,
                "is_open": not fact.is_answered or has_errors(citation_forms),
                "link_text": link[0] if link else "",
                "link": link[1](self.instance) if link and self.instance.pk else "",
            }

        def _mark(self, fact: Fact) -> Mark:
            if fact.value and self.panel.kept_in:
                return Mark(self.panel.kept_in, "sourced")
            return mark_of(fact)
