"""What kind of answer a fact has, as an editor chooses it and as citations keep it."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Citation


class AnswerChoice(models.TextChoices):
    """The kinds of gap that a citation can explain; the empty choice is a value, or no answer."""

    NOT_FOUND = "not_found", _("Looked for, not found")
    NOT_MEASURED = "not_measured", _("Not measured")
    NOT_DISCLOSED = "not_disclosed", _("Not disclosed")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")

    @classmethod
    def for_value(cls, has_value: bool) -> list[tuple[str, str | Promise]]:
        first = _("It has a value") if has_value else _("Not looked for yet")
        return [("", first), *cls.choices]


def answer_of(citations: Iterable[Citation]) -> str:
    """The kind of gap that readers are shown; `""` where no citation explains one."""
    return next((c.says for c in citations if c.says in AnswerChoice.values), "")


def settle(page: Any, about: str, answer: str) -> None:
    """Makes the page's citations say `answer` of this fact, in memory.

    A citation that names a source and tells of a gap is somebody's reading and stays.
    """
    manager = page.citations
    gaps = [c for c in manager.all() if c.about == about and c.says in AnswerChoice.values]
    unsourced = [citation for citation in gaps if citation.source_id is None]
    if answer and not any(citation.says == answer for citation in gaps):
        if unsourced:
            unsourced[0].says = answer
            manager.add(unsourced[0])
        else:
            # First, so that the kind which the editor chose is the one that readers see.
            manager.add(Citation(about=about, says=answer, sort_order=-1))
    manager.remove(*[citation for citation in unsourced if citation.says != answer])
