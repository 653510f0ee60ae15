"""What the list of sources is narrowed by."""

from django.utils.translation import gettext_lazy as _

from portal.lists import filters

from .models import Source


class PublisherFilter(filters.ColumnFilter):
    name = "publisher"
    label = _("Publisher")
    column = "publisher"
    most_first = True


class KindFilter(filters.ColumnFilter):
    name = "kind"
    label = _("Kind")
    column = "kind"
    choices = Source.Kind.choices


class YearFilter(filters.YearFilter):
    name = "year"
    label = _("Published")
    column = "published"
    unrecorded_label = _("Undated")


SOURCE_FILTERS = (PublisherFilter, KindFilter, YearFilter)
