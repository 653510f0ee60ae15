"""Programs like a described one, as a file: all that record any of it, the most alike first."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.open_data.columns import Column
from portal.open_data.sheets import Sheet, record_of
from portal.open_data.tables import RefusedError

from .finding import LikeOurs
from .form import LABELS
from .likeness import Trait

_COLUMNS = (
    Column("program", gettext_lazy("The program."), lambda each: each.candidate.key),
    Column("name", gettext_lazy("Its name."), lambda each: each.candidate.name),
    Column("place", gettext_lazy("Where it is."), lambda each: each.candidate.place),
    Column(
        "agreement",
        gettext_lazy("By how much it agrees, of what is recorded."),
        lambda each: each.percent,
        "integer",
        unit=gettext_lazy("of 100"),
    ),
    Column("alike", gettext_lazy("What is alike."), lambda each: each.reasons.alike, "list"),
    Column("not_alike", gettext_lazy("What is not."), lambda each: each.reasons.other, "list"),
    Column(
        "not_recorded",
        gettext_lazy("What nobody recorded there."),
        lambda each: each.reasons.unknown,
        "list",
    ),
    Column("url", gettext_lazy("Its page."), lambda each: each.candidate.url, "address"),
)


def likeness_sheet(request: HttpRequest) -> Sheet:
    """Of the description in the address, as on the page; raises `RefusedError`."""
    asked = LikeOurs(request.GET)
    if not asked.is_valid:
        raise RefusedError(list(_faults(asked)))
    if not asked.is_described:
        hint = _("Describe your city, and let some of it matter: ?population=286000&hours=84")
        raise RefusedError([hint])
    records = (record_of(_COLUMNS, each) for each in asked.shown(asked.found))
    return Sheet("programs-like-ours", _("Programs like ours"), _COLUMNS, records)


def _faults(asked: LikeOurs) -> Iterator[str]:
    for name, errors in asked.form.errors.items():
        label = LABELS[Trait(name)] if name in set(Trait) else name
        yield from (f"{label}: {error}" for error in errors)
