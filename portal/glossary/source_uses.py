"""Terms whose wording rests on a source."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.provenance.models import Source
from portal.provenance.uses import OtherUses, register

from .models import GlossaryTerm


def _terms(source: Source) -> Mapping[str, Any] | None:
    found = list(GlossaryTerm.objects.filter(source=source))
    return {"terms": found} if found else None


register(
    OtherUses(
        title=_("Terms of the glossary"),
        template="glossary/source_terms.html",
        context=_terms,
        source_ids=lambda: GlossaryTerm.objects.filter(source__isnull=False).values("source"),
    )
)
