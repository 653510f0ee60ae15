"""The index compared with the pages, and made anew from them."""

from portal.pages.models import KnowledgePage

from .comparison import faults
from .engines import Engine
from .indexing import index_page, writing_for
from .models import Entry


def rebuild(engine: Engine) -> int:
    """Returns how many pages are in the index. Editors may write meanwhile: one page at a time."""
    engine.rebuild()
    for page_id in _pages_to_compare():
        index_page(page_id, with_related=False)
    return Entry.objects.count()


def drift(engine: Engine) -> list[str]:
    """What is wrong, one line each; nothing where the index holds what the pages say."""
    found = engine.verify()
    for page_id in _pages_to_compare():
        page = KnowledgePage.objects.filter(pk=page_id).specific().first()
        if page:
            found += [f"{page.url_path}: {fault}" for fault in faults(page.pk, writing_for(page))]
    return found


def _pages_to_compare() -> list[int]:
    return list(KnowledgePage.objects.order_by("path").values_list("pk", flat=True))
