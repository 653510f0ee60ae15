"""What the closed line of a fact says at its end: how many sources, or which kind of gap."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..facts import Fact
from ..models import Citation


@dataclass(frozen=True)
class Mark:
    text: str | Promise
    kind: str


def mark_of(fact: Fact) -> Mark:
    if fact.gap is not None:
        return Mark(fact.gap.label, "answered" if fact.is_answered else "gap")
    sources = sum(1 for citation in fact.citations if citation.source_id)
    if not sources:
        return Mark(_("No source yet"), "gap")
    words = ngettext("%(count)d source", "%(count)d sources", sources) % {"count": sources}
    differing = sum(1 for c in fact.citations if c.says == Citation.Says.ANOTHER)
    if differing or fact.is_conflict:
        return Mark(_("%(sources)s, ≠ they disagree") % {"sources": words}, "conflict")
    return Mark(words, "sourced")


def anchor(about: str) -> str:
    """The id of a fact's element; `call_types/excluded` has to lose its slash."""
    return "fact-" + about.replace("/", "-")


def has_errors(citation_forms: list[Any]) -> bool:
    return any(form.errors for form in citation_forms)
