"""What the index holds against what the database says."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...batches import batches
from ...models import Entry
from .documents import documents
from .indices import Indices

# Whole texts of pages, as many as may be in memory at once.
PAGES_AT_ONCE = 200


@dataclass(frozen=True)
class Differences:
    """Primary keys of pages; `has_index` is false where there is nothing to compare with."""

    has_index: bool = True
    missing: tuple[int, ...] = ()
    surplus: tuple[int, ...] = ()
    outdated: tuple[int, ...] = ()

    @property
    def pages(self) -> list[int]:
        return sorted({*self.missing, *self.surplus, *self.outdated})

    def in_words(self) -> list[str]:
        if not self.has_index:
            return ["the search server has no index; run manage.py search_index rebuild"]
        return [
            *(f"page {page} is missing on the search server" for page in self.missing),
            *(f"page {page} should not be on the search server" for page in self.surplus),
            *(f"page {page} is outdated on the search server" for page in self.outdated),
        ]


def differences(indices: Indices) -> Differences:
    index = indices.current()
    if index is None:
        return Differences(has_index=False)
    indices.refresh(index)
    held = dict(indices.digests(index))
    wanted = dict(wanted_digests())
    return Differences(
        missing=tuple(sorted(wanted.keys() - held.keys())),
        surplus=tuple(sorted(held.keys() - wanted.keys())),
        outdated=tuple(
            sorted(page for page in wanted.keys() & held.keys() if wanted[page] != held[page])
        ),
    )


def wanted_digests() -> Iterator[tuple[int, str]]:
    page_ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    for part in batches(page_ids, PAGES_AT_ONCE):
        yield from ((page, str(made["digest"])) for page, made in documents(part).items())
