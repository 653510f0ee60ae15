"""A search as a reader narrowed it: the facets of search in the form that lists have."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.lists.choice import Choice, most_first
from portal.lists.filters import Filter
from portal.lists.parts import Group, Option, Sort
from portal.pages.models import KnowledgePage
from portal.pages.visibility import is_public

from .facets import search_facets
from .query import NEWEST, RELEVANCE, REVIEWED, Chosen

SORTS = (
    Sort(RELEVANCE, _("best match")),
    Sort(NEWEST, _("newest")),
    Sort(REVIEWED, _("last reviewed")),
)
# Their values have no order of their own, so those of most pages come first.
_MOST_FIRST = {"kind", "city", "state"}
_OPEN = {"kind", "city"}


class NarrowedSearch(Choice):
    """Counts come from the answer, so they are put in when there is one."""

    def __init__(self, parameters: QueryDict, kept: Sequence[tuple[str, str]] = ()) -> None:
        self.counts: Mapping[str, Mapping[str, int]] = {}
        readable = KnowledgePage.objects.filter(is_public())
        super().__init__(readable, search_facets(), parameters, sorts=SORTS, kept=kept)

    @property
    def pairs(self) -> Chosen:
        """What is chosen, as a query takes it."""
        return tuple((name, tuple(values)) for name, values in self.chosen.items() if values)

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.filters]

    @cached_property
    def groups(self) -> list[Group]:
        groups = (self._group(each, self.counts.get(each.name, {})) for each in self.filters)
        return [group for group in groups if group.options]

    def _group(self, each: Filter, counts: Mapping[str, int]) -> Group:
        return replace(super()._group(each, counts), opens=each.name in _OPEN)

    def _options(self, each: Filter, counts: Mapping[str, int]) -> list[Option]:
        # A value of no page says nothing here: what is found differs with every question.
        options = [o for o in super()._options(each, counts) if o.count or o.is_chosen]
        return sorted(options, key=most_first) if each.name in _MOST_FIRST else options

    @property
    def in_words(self) -> str:
        """ "City: Durham; Kind: Playbook"."""
        return "; ".join(f"{chip.label}: {chip.value}" for chip in self.chips)
