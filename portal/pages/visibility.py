"""Which pages the public may read, as a part of one query."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def is_public() -> Q:
    """Live, and neither it nor a page above it is private: for `annotate` and `filter`.

    Wagtail's own `public()` reads all restrictions first and adds a clause for each of them.
    """
    restricted = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length("page__path"))
    )
    return Q(~Exists(restricted), live=True)
