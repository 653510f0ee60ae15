"""What a page still lacks, and where its sources disagree, each with a way there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from ..facts import Fact
from ..overview import expected_facts, facts_in_conflict, values_without_source
from .marks import Mark, anchor, mark_of


@dataclass(frozen=True)
class Entry:
    """One line: it jumps to a field of this form, or leads to `url`."""

    label: str
    anchor: str = ""
    mark: Mark | None = None
    detail: str = ""
    url: str = ""


@dataclass(frozen=True)
class Part:
    """What another app shows beside a page; `url` leads to all of it."""

    heading: str
    entries: list[Entry]
    url: str = ""


# Each takes the page and the user, and gives a part or None.
_parts: list[Callable[[Any, Any], Part | None]] = []


def register_part(find: Callable[[Any, Any], Part | None]) -> None:
    _parts.append(find)


class OverviewPanel(Panel):
    """Stands first on a page: how complete it is, with links that jump to each field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "provenance/admin/overview_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            expected = expected_facts(self.instance)
            filled = sum(bool(fact.value) for fact in expected)
            return context | {
                "expected": len(expected),
                "filled": filled,
                "is_core": not self.instance.expected_facts,
                "missing": [_entry(fact) for fact in expected if not fact.value],
                "conflicts": list(_conflicts(self.instance)),
                "parts": self._parts(),
                "unsourced": [_entry(fact) for fact in values_without_source(self.instance)],
            }

        def _parts(self) -> list[Part]:
            if not self.instance.pk:
                return []
            found = (find(self.instance, self.request.user) for find in _parts)
            return [part for part in found if part]


def _entry(fact: Fact) -> Entry:
    return Entry(fact.label, anchor(fact.about), mark_of(fact))


def _conflicts(page: Any) -> Iterator[Entry]:
    for fact in facts_in_conflict(page):
        others = [c.stated for c in fact.differing] + fact.rivals
        detail = " / ".join(_short(text) for text in [fact.value, *dict.fromkeys(others)])
        yield Entry(fact.label, anchor(fact.about), detail=detail)
    disputed: dict[str, list[str]] = {}
    for figure in getattr(page, "figures", None) or []:
        if figure.is_disputed:
            words = {"metric": figure.metric.name, "period": figure.period_display}
            label = _("%(metric)s, %(period)s") % words
            disputed.setdefault(label, []).append(figure.value_display)
    for label, values in disputed.items():
        yield Entry(label, "figures", detail=" / ".join(dict.fromkeys(values)))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
