"""Text of files as passages of the pages that offer them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from ..passage_text import PassageText
from .attached import AttachedFile
from .models import FileText

LONGEST_TITLE = 160


def passages_of_files(files: Iterable[AttachedFile]) -> Iterator[PassageText]:
    """Each file once. Those of a private collection have none: not every reader may open them."""
    named: dict[int, AttachedFile] = {}
    for file in files:
        named.setdefault(file.document_id, file)
    documents = get_document_model().objects.select_related("collection").in_bulk(list(named))
    hashes = {document.file_hash for document in documents.values()}
    texts = FileText.objects.in_bulk(list(hashes))
    for key, file in named.items():
        document = documents.get(key)
        text = texts.get(document.file_hash) if document else None
        if text and text.parts and not document.collection.get_view_restrictions().exists():
            title = (file.title or document.title)[:LONGEST_TITLE]
            yield from (PassageText(_heading(title, p), p["text"], file.anchor) for p in text.parts)


def existing(document_ids: Iterable[int]) -> set[int]:
    """A text may link to a document that was deleted."""
    documents = get_document_model().objects.filter(pk__in=list(document_ids))
    return set(documents.values_list("pk", flat=True))


def _heading(title: str, part: dict[str, Any]) -> str:
    if part["page"]:
        return _("%(title)s (PDF, page %(page)d)") % {"title": title, "page": part["page"]}
    name = _("%(title)s (Word)") % {"title": title}
    return f"{name}: {part['heading']}" if part["heading"] else name
