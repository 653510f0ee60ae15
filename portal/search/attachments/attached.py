"""Which uploaded files a page offers: helpers for `search_source.py`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from wagtail.documents import get_document_model


@dataclass(frozen=True)
class AttachedFile:
    """A document by its key, as the page calls it, and the id of the heading it stands under."""

    document_id: int
    title: str = ""
    anchor: str = ""


def files_of_rows(rows: Iterable[Any], anchor: str) -> Iterator[AttachedFile]:
    """Rows with a title and a document, which may be none."""
    for row in rows:
        if row.document_id:
            yield AttachedFile(row.document_id, row.title, anchor)


def files_of_stream(stream: Iterable[Any], anchor: str = "") -> Iterator[AttachedFile]:
    """What the texts of a composing stream link to; `anchor` is what stands above the stream."""
    documents = get_document_model()
    for block in stream:
        if block.block_type == "heading":
            anchor = slugify(str(block.value))
        elif hasattr(block.block, "extract_references"):
            for model, key, *_place in block.block.extract_references(block.value):
                if issubclass(model, documents) and str(key).isdigit():
                    yield AttachedFile(int(key), anchor=anchor)
