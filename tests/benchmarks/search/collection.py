"""Pages made up for measurements: five passages each, of words that are as uneven as a language's.

Rows are written straight into the tables that every engine reads, a thousand pages at a time; the
engine then makes its index of them.
"""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, islice, product
from typing import Any

from django.db import connection
from wagtail.models import Page

from portal.pages.models import HomePage, KnowledgePage, StandardPage
from portal.search.batches import batches
from portal.search.declaration import registry
from portal.search.facets import search_facets
from portal.search.models import Entry, FacetValue, Passage
from portal.search.query import NAMES
from portal.search.spelling.forms_of_words import root
from portal.search.spelling.models import CountedPage, Word
from portal.taxonomy.models import Topic

SEED = 911
PASSAGES, WORDS_OF_PASSAGE = 5, 90
VOCABULARY = 50_000
# Pages of the portal itself have lower keys.
FIRST_KEY = 1_000_000
AT_ONCE = 1_000
# Of facets whose values are words of pages, how many there are.
MANY = {"city": 200, "state": 50, "year": 10}


def vocabulary() -> list[str]:
    """Words by their rank; none is a form of another, and none is a stop word."""
    syllables = ["".join(pair) for pair in product("bdfgklmnprtvz", "aou")]
    words = ["".join(each) for each in islice(product(syllables, repeat=3), VOCABULARY)]
    random.Random(SEED).shuffle(words)
    return words


def words_of_ranks(*ranks: int) -> str:
    known = vocabulary()
    return " ".join(known[rank - 1] for rank in ranks)


def values_of_facets() -> dict[str, list[str]]:
    """Of all that search is narrowed by; those that the portal knows, where it knows them."""
    known = {"kind": [source.kind for source in registry]}
    known["topic"] = list(Topic.objects.order_by("code").values_list("slug", flat=True))
    for name, many in MANY.items():
        known[name] = [f"{name} {number}" for number in range(many)]
    return {
        facet.name: known.get(facet.name) or [str(value) for value, _label in facet.choices]
        for facet in search_facets()
    }


class Collection:
    """Grows in the database of this process."""

    def __init__(self) -> None:
        self.draw = random.Random(SEED)
        self.words = vocabulary()
        # Zipf: the second word is half as frequent as the first, the third a third.
        self.frequencies = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.values = values_of_facets()
        self.size = 0
        self.pages_of: Counter[str] = Counter()
        home = HomePage.objects.get()
        self.home = home
        self.template = home.add_child(
            instance=StandardPage(title="A page to copy", slug="a-page-to-copy")
        )

    def grow(self, up_to: int) -> None:
        for numbers in batches(range(self.size, up_to), AT_ONCE):
            self._write(numbers)
        self.size = up_to
        self._write_vocabulary()
        if connection.vendor == "postgresql":  # which does so by itself after a while
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _write(self, numbers: Any) -> None:
        texts = {FIRST_KEY + number: list(self._passages()) for number in numbers}
        Page.objects.bulk_create([self._page(pk) for pk in texts])
        for model, key in ((KnowledgePage, "page_ptr_id"), (StandardPage, "knowledgepage_ptr_id")):
            self._copy_template(model, key, min(texts), max(texts))
        kind = self.template.search_entry.kind
        Entry.objects.bulk_create(
            Entry(page_id=pk, kind=kind, language="en", date=f"20{pk % 20 + 10}") for pk in texts
        )
        FacetValue.objects.bulk_create(value for pk in texts for value in self._facets(pk))
        Passage.objects.bulk_create(
            Passage(
                page_id=pk,
                position=position,
                title=self._title(pk) if position == 0 else "",
                anchor=f"section-{position}",
                heading=" ".join(text[:4]) if position else "",
                text=" ".join(text) + ".",
                language="en",
            )
            for pk, passages in texts.items()
            for position, text in enumerate(passages)
        )
        words = {pk: {word for text in each for word in text} for pk, each in texts.items()}
        for of_page in words.values():
            self.pages_of.update(of_page)
        CountedPage.objects.bulk_create(
            CountedPage(page_id=pk, words=f" {' '.join(sorted(each))} ")
            for pk, each in words.items()
        )

    def _passages(self) -> Iterator[list[str]]:
        for _passage in range(PASSAGES):
            yield self.draw.choices(self.words, cum_weights=self.frequencies, k=WORDS_OF_PASSAGE)

    def _title(self, pk: int) -> str:
        return f"Page {pk} {self.words[pk % VOCABULARY]}"

    def _page(self, pk: int) -> Page:
        slug = f"page-{pk}"
        return Page(
            pk=pk,
            # After the pages that the portal has.
            path=Page._get_path(self.home.path, self.home.depth + 1, pk - FIRST_KEY + 1_000),
            depth=self.home.depth + 1,
            title=self._title(pk),
            draft_title=self._title(pk),
            slug=slug,
            url_path=f"{self.home.url_path}{slug}/",
            content_type_id=self.template.content_type_id,
            locale_id=self.home.locale_id,
        )

    def _copy_template(self, model: Any, key: str, first: int, last: int) -> None:
        table = model._meta.db_table
        quote = connection.ops.quote_name
        columns = [field.column for field in model._meta.local_concrete_fields]
        values = ", ".join("page.id" if name == key else f"one.{quote(name)}" for name in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(map(quote, columns))}) SELECT {values}"
                f" FROM {table} one JOIN wagtailcore_page page ON page.id BETWEEN %s AND %s"
                f" WHERE one.{key} = %s",
                [first, last, self.template.pk],
            )

    def _facets(self, pk: int) -> Iterator[FacetValue]:
        yield FacetValue(entry_id=pk, name=NAMES, value=self._title(pk).lower())
        for name, values in self.values.items():
            # Squared: some values have many pages, most have few.
            value = values[int(self.draw.random() ** 2 * len(values))]
            yield FacetValue(entry_id=pk, name=name, value=value)

    def _write_vocabulary(self) -> None:
        """What spelling help knows, as if each page had been published by itself."""
        Word.objects.all().delete()
        Word.objects.bulk_create(
            (
                Word(word=word, root=root(word), length=len(word), pages=pages)
                for word, pages in self.pages_of.items()
            ),
            batch_size=AT_ONCE,
        )
