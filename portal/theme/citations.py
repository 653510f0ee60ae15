"""Sources of a text whose sentences rest on different ones."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.provenance.facts import Fact
from portal.provenance.models import Citation


@dataclass
class NumberedSource:
    """One citation of a text; several sentences may share its number."""

    number: int
    citation: Citation


@dataclass
class NumberedSentence:
    fact: Fact
    sources: list[NumberedSource] = field(default_factory=list)


@dataclass
class NumberedText:
    sentences: list[NumberedSentence]
    sources: list[NumberedSource]

    @property
    def needs_numbers(self) -> bool:
        """Numbers say nothing where one source carries every sentence."""
        return len(self.sources) > 1

    @property
    def citations(self) -> list[Citation]:
        return [source.citation for source in self.sources]


def numbered_text(facts: Iterable[Fact]) -> NumberedText:
    """Numbers the sources of a text in the order in which they are first needed."""
    numbers: dict[tuple[object, ...], NumberedSource] = {}
    sentences = []
    for fact in facts:
        sentence = NumberedSentence(fact)
        for citation in fact.citations:
            if not citation.source_id:
                continue
            identity = (
                citation.source_id,
                citation.says,
                citation.stated,
                citation.note,
                citation.as_of,
            )
            if identity not in numbers:
                numbers[identity] = NumberedSource(len(numbers) + 1, citation)
            if numbers[identity] not in sentence.sources:
                sentence.sources.append(numbers[identity])
        sentence.sources.sort(key=lambda source: source.number)
        sentences.append(sentence)
    return NumberedText(sentences, list(numbers.values()))
