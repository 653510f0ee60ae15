"""The vocabulary kept in step with what everybody may read."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import PageViewRestriction

from portal.pages.models import KnowledgePage

from ..batches import batches
from ..indexing import keep_in_step
from ..models import Passage
from ..signals import pages_written
from ..visible_pages import visible_pages
from .forms_of_words import root, words_of
from .models import CountedPage, Word

_COUNT = """
    INSERT INTO search_spelling_word (word, root, length, pages) VALUES {rows}
    ON CONFLICT (word) DO UPDATE SET pages = search_spelling_word.pages + excluded.pages
"""


def connect() -> None:
    pages_written.connect(_pages_written)
    pre_delete.connect(_page_deleted, sender=KnowledgePage)
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction)


def _pages_written(page_ids: Collection[int], **_kwargs: Any) -> None:
    keep_in_step(recount, page_ids)


def _page_deleted(instance: KnowledgePage, **_kwargs: Any) -> None:
    keep_in_step(_forget, [instance.pk])


def _restriction_changed(instance: PageViewRestriction, **_kwargs: Any) -> None:
    below = KnowledgePage.objects.descendant_of(instance.page, inclusive=True)
    keep_in_step(recount, list(below.values_list("pk", flat=True)))


def recount(page_ids: Iterable[int]) -> None:
    """Pages as everybody may read them now; of others no word counts."""
    for ids in batches(sorted(page_ids)):
        _replace(ids, _words_now(ids))


def _forget(page_ids: Collection[int]) -> None:
    _replace(page_ids, {})


def _replace(page_ids: Collection[int], now: Mapping[int, set[str]]) -> None:
    counted = CountedPage.objects.filter(page__in=page_ids)
    before = {page: set(words.split()) for page, words in counted.values_list("page", "words")}
    changed = {page for page in page_ids if before.get(page, set()) != now.get(page, set())}
    if not changed:
        return
    difference: Counter[str] = Counter()
    for page in changed:
        difference.update(now.get(page, ()))
        difference.subtract(before.get(page, ()))
    _count({word: number for word, number in difference.items() if number})
    counted.filter(page__in=changed).delete()
    CountedPage.objects.bulk_create(
        CountedPage(page_id=page, words=f" {' '.join(sorted(now[page]))} ")
        for page in sorted(changed & set(now))
    )


def _words_now(page_ids: Collection[int]) -> dict[int, set[str]]:
    texts: dict[int, list[str]] = {page: [] for page in visible_pages(page_ids)}
    passages = Passage.objects.filter(page__in=texts).order_by()
    for page, *words in passages.values_list("page", "title", "heading", "text"):
        texts[page] += words
    return {page: words_of(words) for page, words in texts.items() if words}


def _count(difference: Mapping[str, int]) -> None:
    """In the order of the alphabet, so that two who publish at once wait and do not lock."""
    with connection.cursor() as cursor:
        for some in batches(sorted(difference.items())):
            rows = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            values = [v for word, n in some for v in (word, root(word), len(word), n)]
            cursor.execute(_COUNT.replace("{rows}", rows), values)
    if min(difference.values(), default=0) < 0:
        Word.objects.filter(pages__lte=0).delete()
