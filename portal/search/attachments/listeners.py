"""What happens to uploaded files, and what search does about it."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from ..indexing import index_pages, keep_in_step
from .keeping import forget_unused, is_read, note_contents, pages_offering, read_soon


def connect() -> None:
    documents = get_document_model()
    post_save.connect(_document_saved, sender=documents)
    pre_delete.connect(_document_deleted, sender=documents)
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=CollectionViewRestriction)
    post_save.connect(_collection_saved, sender=Collection)


def _document_saved(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Its title, its collection and its file may be others than before."""
    if raw:
        return
    if is_read(instance):
        keep_in_step(note_contents, instance)
        transaction.on_commit(partial(read_soon, instance.pk), robust=True)
    keep_in_step(index_pages, pages_offering([instance.pk]))
    transaction.on_commit(forget_unused, robust=True)


def _document_deleted(instance: Any, **_kwargs: Any) -> None:
    others = pages_offering([instance.pk])
    if others:
        transaction.on_commit(partial(keep_in_step, index_pages, others), robust=True)
    transaction.on_commit(forget_unused, robust=True)


def _restriction_changed(instance: CollectionViewRestriction, **_kwargs: Any) -> None:
    """Not every reader may open files of a private collection."""
    _collection_changed(instance.collection_id)


def _collection_saved(instance: Collection, raw: bool = False, **_kwargs: Any) -> None:
    """Wagtail moves a collection, perhaps into a private one, after saving it."""
    if not raw:
        transaction.on_commit(partial(_collection_changed, instance.pk), robust=True)


def _collection_changed(collection_id: int) -> None:
    collection = Collection.objects.filter(pk=collection_id).first()
    if collection:
        below = collection.get_descendants(inclusive=True)
        inside = get_document_model().objects.filter(collection__in=below)
        keep_in_step(index_pages, pages_offering(inside.values_list("pk", flat=True)))
