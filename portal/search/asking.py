"""From a reader's address to all that a page of results shows; the same for HTML and JSON."""

from dataclasses import replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import get_language

from portal.lists.choice import PAGE
from portal.provenance.permissions import is_editor
from portal.theme.templatetags.theme import CONTACT_ADDRESS

from .answers import Answer, answer_to
from .crisis import sounds_like_a_crisis
from .narrowing import NarrowedSearch
from .query import SearchQuery, build_query, clean, page_number
from .results import SearchResults, count, search
from .spelling.correction import Correction, correct, perhaps_meant
from .usage.recording import PARAMETER, record
from .weights import WEIGHTS
from .words.expansion import Synonyms

# Parameters with one value: leave my words, and my spelling of them, as they are.
ONLY_MY_WORDS, MY_SPELLING, AS_TYPED = "words", "spelling", "mine"
# For staff: with why each page stands where it does.
EXPLAIN = "explain"
# Where so few pages hold all words, another spelling may be what was meant.
FEW = 2


class Asked:
    """A search and its answer, each part found when it is first asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.parameters = request.GET

    # -- What was asked ---------------------------------------------------------------------

    @cached_property
    def typed(self) -> SearchQuery:
        """As typed, with what it was narrowed by."""
        page = page_number(self.parameters.get("page", ""))
        return build_query(
            self.parameters.get("q", ""),
            page,
            chosen=self.narrowed.pairs,
            sort=self.narrowed.sort.name if self.narrowed.sort else "",
            counted=self.narrowed.names,
            is_explained=self.is_explained,
        )

    @cached_property
    def narrowed(self) -> NarrowedSearch:
        text = clean(self.parameters.get("q", ""))
        kept = [("q", text)] if text else []
        kept += [(name, AS_TYPED) for name in (ONLY_MY_WORDS, MY_SPELLING) if self._wants(name)]
        kept += [(EXPLAIN, "1")] if self.is_explained else []
        return NarrowedSearch(self.parameters, kept)

    def _wants(self, name: str) -> bool:
        return self.parameters.get(name) == AS_TYPED

    @property
    def only_my_words(self) -> bool:
        return self._wants(ONLY_MY_WORDS)

    @cached_property
    def may_explain(self) -> bool:
        """Staff see why the order is what it is; for everybody else there is no such thing."""
        return is_editor(self.request.user)

    @cached_property
    def is_explained(self) -> bool:
        return EXPLAIN in self.parameters and self.may_explain

    @cached_property
    def is_crisis(self) -> bool:
        return sounds_like_a_crisis(self.typed.text)

    # -- What is looked for -----------------------------------------------------------------

    @cached_property
    def _synonyms(self) -> Synonyms:
        return Synonyms(get_language() or "")

    @cached_property
    def correction(self) -> Correction | None:
        """What is looked for in place of words that no page holds."""
        if not self.typed.terms or self._wants(MY_SPELLING) or self.is_crisis:
            return None
        return correct(self.typed, self._synonyms.words)

    @cached_property
    def _expanded(self) -> tuple[SearchQuery, tuple[str, ...]]:
        query = self.typed
        if self.correction:
            meant = build_query(self.correction.text)
            query = replace(query, text=meant.text, terms=meant.terms)
        if self.only_my_words or not query.terms:
            return query, ()
        expansion = self._synonyms.expand(query)
        return expansion.query, expansion.added

    @property
    def added(self) -> tuple[str, ...]:
        """Synonyms that are looked for too."""
        return self._expanded[1]

    # -- What was found ---------------------------------------------------------------------

    @cached_property
    def results(self) -> SearchResults:
        """Raises `SearchError`."""
        found = search(self._expanded[0])
        self.narrowed.counts = found.facets
        return found

    @cached_property
    def hits_noted(self) -> SearchResults:
        """The same with links that say which hit was chosen, where the search is kept."""
        return self.results.noted(PARAMETER, self.token) if self.token else self.results

    @cached_property
    def token(self) -> str:
        """Of the search as it is kept; nothing where it is not."""
        return self._recorded(self.results)

    def _recorded(self, found: SearchResults) -> str:
        """Once for each search, not for each page of its results or for its explanation."""
        is_first = self.typed.page == 1 and not self.is_explained
        if not is_first or self.typed.is_blank or self.is_crisis:
            return ""
        chosen = [f"{name}={value}" for name, values in self.typed.chosen for value in values]
        return record(
            text=self.typed.text,
            corrected=self.correction.text if self.correction else "",
            facets="&".join(chosen),
            found=found.total,
            found_with_all_words=found.total_with_all_words,
        )

    @cached_property
    def suggestion(self) -> Correction | None:
        """Another spelling, offered and not looked for, where few pages hold all words."""
        if self._is_settled or self._wants(MY_SPELLING) or self.answer:
            return None
        finds_few = self.results.total_with_all_words <= FEW
        if not (finds_few and self.typed.terms):
            return None
        return perhaps_meant(self.typed, self._synonyms.words)

    @property
    def _is_settled(self) -> bool:
        """A crisis, another spelling, filters or a later page: nothing stands above the hits."""
        corrected = self.correction is not None
        return corrected or self.is_crisis or self.narrowed.is_narrowed or self.typed.page > 1

    @cached_property
    def answer(self) -> Answer | None:
        """What the portal holds as a fact, for just what was typed."""
        return None if self._is_settled else answer_to(self.typed)

    @cached_property
    def without_filters(self) -> int:
        """For an empty answer that was narrowed: how many pages there are in all."""
        return count(replace(self._expanded[0], chosen=())) if self.narrowed.is_narrowed else 0

    weights = WEIGHTS

    # -- Addresses --------------------------------------------------------------------------

    def _address(self, **changes: str) -> str:
        query = self.narrowed.query.copy()
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"

    @property
    def address_as_spelled(self) -> str:
        return self._address(**{MY_SPELLING: AS_TYPED})

    @property
    def address_with_my_words(self) -> str:
        return self._address(**{ONLY_MY_WORDS: AS_TYPED})

    @property
    def address_with_synonyms(self) -> str:
        query = self.narrowed.query.copy()
        query.pop(ONLY_MY_WORDS, None)
        return f"?{query.urlencode()}"

    @property
    def address_explained(self) -> str:
        return self._address(**{EXPLAIN: "1", PAGE: str(self.typed.page)})

    @property
    def address_unexplained(self) -> str:
        query = self.narrowed.query.copy()
        query.pop(EXPLAIN, None)
        return f"?{query.urlencode()}"

    @property
    def contact_address(self) -> str:
        """The contact form with the question filled in."""
        return f"{CONTACT_ADDRESS}?{urlencode({'question': self.typed.text})}"

    @property
    def address_of_suggestion(self) -> str:
        return self._address(q=self.suggestion.text) if self.suggestion else ""

    @property
    def address_without_quotes(self) -> str:
        return self._address(q=self.typed.without_quotes().text)

    @property
    def chosen_fields(self) -> list[tuple[str, str]]:
        """What the box sends along, so that another question stays narrowed."""
        return [(name, value) for name, values in self.typed.chosen for value in values]
