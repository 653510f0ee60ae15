"""What happens to pages, and what search does about it.

Nothing here may stop an editor: a fault is logged, `search_index verify` finds what it left
behind and `search_index rebuild` mends it.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from portal.pages.models import CityPage, KnowledgePage
from portal.pages.signals import page_saved

from .declaration import registry
from .delivery import mark
from .indexing import (
    index_page,
    index_pages,
    index_subtree,
    keep_in_step,
    related_pages,
    related_to_subtree,
    subtree,
)


def connect() -> None:
    page_saved.connect(_page_saved)
    page_unpublished.connect(_page_unpublished)
    post_page_move.connect(_page_moved)
    pre_delete.connect(_page_deleted, sender=KnowledgePage)
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction)
    for source in registry:
        for model, page_ids in source.follows().items():
            follower = partial(_row_changed, page_ids)
            for signal in (post_save, post_delete):
                signal.connect(follower, sender=model, weak=False)


def _page_saved(page: KnowledgePage, **_kwargs: Any) -> None:
    if isinstance(page, CityPage):
        # What lives in a city prints its name beside each hit.
        keep_in_step(index_subtree, page)
    else:
        keep_in_step(index_page, page.pk)


def _page_unpublished(instance: Any, **_kwargs: Any) -> None:
    """Also where the page was unpublished as a plain `Page`, whose saving tells nobody."""
    # A deletion unpublishes without saving; passages written now would outlive the page.
    if not KnowledgePage.objects.live().filter(pk=instance.pk).exists():
        keep_in_step(index_page, instance.pk)


def _page_moved(instance: Any, **_kwargs: Any) -> None:
    keep_in_step(index_subtree, instance)


def _page_deleted(instance: KnowledgePage, **_kwargs: Any) -> None:
    """Its passages go with it; pages that printed something of it follow when all is deleted."""
    keep_in_step(mark, [instance.pk])
    others = related_pages([instance.pk])
    if others:
        transaction.on_commit(partial(keep_in_step, index_pages, others), robust=True)


def _restriction_changed(instance: PageViewRestriction, **_kwargs: Any) -> None:
    """Hits ask for restrictions themselves; pages elsewhere may print what is hidden now."""
    keep_in_step(lambda page: mark(subtree(page)), instance.page)
    keep_in_step(lambda page: index_pages(related_to_subtree(page)), instance.page)


def _row_changed(page_ids: Callable[[Any], Iterable[int]], instance: Model, **_kwargs: Any) -> None:
    """Pages that only name those pages do not print the row."""
    keep_in_step(lambda row: index_pages(page_ids(row), with_related=False), instance)
