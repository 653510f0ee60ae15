"""How to cite what the portal shows, in words and as BibTeX, each with its as-of date."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from portal.provenance.dates import display

# Signs that TeX would act on.
_SIGNS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


@dataclass(frozen=True)
class Cited:
    """`as_of` is a partial date, such as 2024-06: since then it may be otherwise."""

    title: str
    address: str
    as_of: str = ""
    # Whoever published it, where that is not the portal, and when.
    publisher: str = ""
    published: str = ""
    # What says more of it: "figure", or the program that it is about.
    note: str = ""

    @property
    def year(self) -> str:
        return (self.as_of or self.published)[:4]

    @property
    def by(self) -> str:
        return self.publisher or settings.PORTAL_NAME

    @property
    def plain(self) -> str:
        as_of = _("as of %(date)s") % {"date": display(self.as_of)} if self.as_of else ""
        more = capfirst(", ".join(part for part in (self.note, as_of) if part))
        parts = [f"{self.by}.", f"“{self.title}.”", f"{more}." if more else "", self.address]
        return " ".join(part for part in parts if part)

    @property
    def bibtex(self) -> str:
        fields = {
            "author": f"{{{tex(self.by)}}}",
            "title": f"{{{tex(self.title)}}}",
            "year": self.year,
            "note": tex(". ".join(part for part in (self.note, self._as_of) if part)),
            # Addresses are set as they are.
            "url": self.address,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self._key},", *lines, "}"])

    @property
    def _as_of(self) -> str:
        return _("As of %(date)s") % {"date": self.as_of} if self.as_of else ""

    @property
    def _key(self) -> str:
        words = slugify(f"{self.by} {self.title}").split("-")
        return "-".join([*words[:8], *([self.year] if self.year else [])])


def tex(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda sign: _SIGNS[sign.group()], text)
