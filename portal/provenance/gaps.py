"""The four ways in which a fact can be missing. None of them is empty, zero or no."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Gap:
    code: str
    label: str | Promise


NOT_RECORDED = Gap("not_recorded", _("Not recorded"))
NOT_MEASURED = Gap("not_measured", _("Not measured"))
NOT_DISCLOSED = Gap("not_disclosed", _("Not disclosed"))
NOT_APPLICABLE = Gap("not_applicable", _("Not applicable"))

GAPS = {gap.code: gap for gap in (NOT_RECORDED, NOT_MEASURED, NOT_DISCLOSED, NOT_APPLICABLE)}
