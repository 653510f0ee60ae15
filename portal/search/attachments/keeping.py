"""Files read when they are uploaded, and the pages that offer them kept in step.

A small file is read right after it was saved, for which the editor waits a moment; what is not
read then waits for `manage.py search_worker`.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from wagtail.documents import get_document_model

from ..indexing import index_pages, keep_in_step
from ..models import Entry
from .extraction import OutOfTimeError, extract
from .models import FileText
from .reading.limits import LIMITS, Limits

logger = logging.getLogger(__name__)

# What an editor waits for.
SHORT = replace(LIMITS, seconds=3.0)
SMALL_BYTES = 3_000_000

_IS_READ = Q(file__iendswith=".pdf") | Q(file__iendswith=".docx")
# What may have changed though the file has not.
_WORTH_ANOTHER_TRY = (FileText.Outcome.MISSING, FileText.Outcome.TOO_SLOW)


def is_read(document: Any) -> bool:
    """Whether files of its kind are read at all."""
    return str(document.file_extension).lower() in ("pdf", "docx")


def waiting() -> QuerySet[Any]:
    """Documents whose files are yet to be read."""
    documents: QuerySet[Any] = get_document_model().objects.filter(_IS_READ)
    return documents.exclude(file_hash__in=FileText.objects.values("file_hash")).order_by("pk")


class Unread(NamedTuple):
    """A document of which search has no text."""

    document_id: int
    title: str
    why: str
    in_words: str | Promise


def unread(at_most: int) -> list[Unread]:
    """Files that were tried in vain; the newest first."""
    texts = FileText.objects.exclude(outcome=FileText.Outcome.READ)
    hashes = texts.values("file_hash")
    documents = get_document_model().objects.filter(file_hash__in=hashes).order_by("-pk")
    shown = list(documents[:at_most])
    tried = texts.in_bulk([document.file_hash for document in shown])
    return [
        Unread(document.pk, document.title, text.get_outcome_display(), text.in_words)
        for document in shown
        if (text := tried.get(document.file_hash))
    ]


def pages_offering(document_ids: Iterable[int]) -> set[int]:
    return set(Entry.objects.filter(files__in=list(document_ids)).values_list("pk", flat=True))


def read_soon(document_id: int) -> None:
    """After commit; never fails. What takes long is left to the worker."""
    document = waiting().filter(pk=document_id).first()
    if document is None:
        return
    try:
        if document.file.size <= SMALL_BYTES:
            read(document, SHORT)
    except OutOfTimeError:
        logger.info("Document %s is left to the search worker", document_id)
    # Whatever it is, the document itself is saved.
    except Exception:
        logger.exception("Document %s could not be read; the worker tries again", document_id)


def read_waiting() -> int:
    """All that waits; returns how many files were read or given up."""
    done = 0
    while read_next():
        done += 1
    return done


def read_next() -> bool:
    """The next file that waits; whether there was one. Also where it is given up."""
    document = waiting().first()
    if document is None:
        return False
    try:
        read(document)
    except OutOfTimeError:
        _keep(document, FileText(outcome=FileText.Outcome.TOO_SLOW))
    except DatabaseError:
        raise
    # One file is no reason never to read those after it.
    except Exception:
        logger.exception("Document %s could not be read", document.pk)
        _keep(document, FileText(outcome=FileText.Outcome.BROKEN))
    return True


def read(document: Any, limits: Limits = LIMITS) -> None:
    """Raises `OutOfTimeError`."""
    try:
        if not document.file_hash:
            note_contents(document)
        with document.open_file() as file:
            text = extract(file, document.file.size, limits)
    except OSError as error:
        logger.warning("The file of document %s is missing: %s", document.pk, error)
        text = FileText(outcome=FileText.Outcome.MISSING)
    _keep(document, text)


def _keep(document: Any, text: FileText) -> None:
    # A missing file without a hash is known by its document.
    text.file_hash = document.file_hash or f"document {document.pk}"
    if not document.file_hash:
        type(document).objects.filter(pk=document.pk).update(file_hash=text.file_hash)
    with transaction.atomic():
        text.save()
        same = type(document).objects.filter(file_hash=text.file_hash)
        keep_in_step(index_pages, pages_offering(same.values_list("pk", flat=True)))


def note_contents(document: Any) -> None:
    """The hash of its file as it is now, and another try where one is due."""
    try:
        document._set_file_hash()
    except OSError:
        return
    type(document).objects.filter(pk=document.pk).update(file_hash=document.file_hash)
    FileText.objects.filter(file_hash=document.file_hash, outcome__in=_WORTH_ANOTHER_TRY).delete()


def forget_unused() -> None:
    """Texts of files that no document holds any more."""
    held = get_document_model().objects.values("file_hash")
    FileText.objects.exclude(file_hash__in=held).delete()
