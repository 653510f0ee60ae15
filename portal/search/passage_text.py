"""Passages in the making: helpers for `search_source.py`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.provenance.facts import Fact


@dataclass(frozen=True)
class PassageText:
    """A stretch of a page under one heading. `anchor` is the heading's id on the page.

    `path` is what follows the page's address where the page answers at several. `is_minor`
    says that the text only names other pages, which answer better themselves, or only that
    nothing is recorded.
    """

    heading: str | Promise
    text: str | Promise
    anchor: str = ""
    path: str = ""
    is_minor: bool = False


def labelled(*facts: Fact) -> str:
    """Facts, each after its label: "Operator: Contractor. Union: Not disclosed. They said so."

    Facts that nobody recorded are left out: their absence answers no question.
    """
    return sentences(line(fact.label, [fact]) for fact in facts)


def line(label: str | Promise, facts: Iterable[Fact]) -> str:
    """One label with its facts: "Training: 12 weeks; ride-alongs"."""
    words = "; ".join(_without_stop(part) for part in map(words_of_fact, facts) if part)
    if not words:
        return ""
    return f"{label} {words}" if str(label).endswith("?") else f"{label}: {words}"


def listed(facts: Iterable[Fact]) -> str:
    """Rows that need no label, one sentence each."""
    return sentences(words_of_fact(fact) for fact in facts)


def words_of_fact(fact: Fact) -> str:
    """The value with what stands beside it, what other sources say, or the explained gap."""
    if fact.value:
        details = " · ".join(part for part in fact.details.splitlines() if part)
        others = "; ".join(citation.stated for citation in fact.differing)
        disagree = _("Sources disagree: %(others)s") % {"others": others} if others else ""
        return _without_stop(sentences([" · ".join(filter(None, [fact.value, details])), disagree]))
    explained = [citation for citation in fact.citations if citation.gap]
    if not explained or fact.gap is None:
        return ""
    notes = (citation.note for citation in explained)
    return _without_stop(sentences([fact.gap.label, *notes]))


def sentences(parts: Iterable[Any]) -> str:
    """Texts after one another, each closed with a full stop where it has no mark of its own."""
    texts = (str(part).strip() for part in parts if part)
    return " ".join(_sentence(text) for text in texts if text)


def _without_stop(text: str) -> str:
    return text.removesuffix(".")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”", '."')) else f"{text}."


def words_of_html(markup: str) -> str:
    """The words of rich text; what one paragraph ends with does not run into the next."""
    return " ".join(unescape(strip_tags(markup.replace("<", " <"))).split())


def passages_of_stream(stream: Iterable[Any], before: str = "") -> Iterator[PassageText]:
    """A composing stream cut at its headings; `before` is what stands above it on the page."""
    heading, anchor, texts = "", "", [before]
    for block in stream:
        if block.block_type == "heading":
            yield PassageText(heading, sentences(texts), anchor)
            heading, anchor, texts = str(block.value), slugify(str(block.value)), []
        else:
            texts.append(_words_of_block(block))
    yield PassageText(heading, sentences(texts), anchor)


def _words_of_block(block: Any) -> str:
    """What a reader sees of a block, without its heading."""
    if block.block_type == "picture":
        return str(block.value["caption"])
    if block.block_type == "notice":
        return sentences([block.value["heading"], words_of_html(block.value["text"].source)])
    return words_of_html(block.value.source)
