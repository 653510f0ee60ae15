"""What is said round a picture, made from its marks by rules."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..comparison import Figure, Kind
from ..units import amount, number
from .values import Mark, Panel, Slot


def value_words(figure: Figure, kind: Kind) -> str:
    """Without a unit, which the line above the picture says: "16,479", "50–55%"."""
    numbers = dict.fromkeys((figure.value, figure.most))
    if kind == Kind.PERCENT:
        return f"{'–'.join(map(number, numbers))}%"
    return "–".join(amount(each, "", figure.currency).strip() for each in numbers)


def unit_words(unit: str, kind: Kind, currency: str = "") -> str:
    return capfirst(currency if kind == Kind.MONEY else unit)


def sentences(*parts: str) -> str:
    """ "Calls. 2021 to 2025. 9 programs. This is no ranking."; without those that are empty."""
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def counted(drawn: int, of_all: int) -> str:
    if of_all <= drawn:
        return programs(drawn)
    return _("%(drawn)s of %(programs)s, spread evenly from the most to the least") % {
        "drawn": drawn,
        "programs": programs(of_all),
    }


def title_of_dots(metric: str, marks: Sequence[Mark]) -> str:
    """ "Calls responded to: 3,100 (Olympia) to 16,479 (Eugene)"."""
    if not marks:
        return metric
    most = [mark for mark in marks if mark.words == marks[0].words]
    least = [mark for mark in marks if mark.words == marks[-1].words]
    if len(most) == len(marks):
        words = _("%(metric)s: %(value)s (%(who)s)")
        return words % {"metric": metric, "value": marks[0].words, "who": _who(marks)}
    return _("%(metric)s: %(least)s (%(whose)s) to %(most)s (%(who)s)") % {
        "metric": metric,
        "least": marks[-1].words,
        "whose": _who(least),
        "most": marks[0].words,
        "who": _who(most),
    }


def _who(marks: Sequence[Mark]) -> str:
    if len(marks) == 1:
        return marks[0].name
    return programs(len(marks))


def programs(count: int) -> str:
    return ngettext("%(count)s program", "%(count)s programs", count) % {"count": count}


def dots_in_words(marks: Sequence[Mark], title: str, unit: str) -> str:
    """How many, the most, the least and the one in the middle; no average is worked out."""
    if not marks:
        return title
    parts = [
        _("Dots on one scale: %(title)s.") % {"title": title},
        _("%(unit)s of %(programs)s.") % {"unit": unit, "programs": programs(len(marks))},
    ]
    if len(marks) > 1:
        parts.append(_("Most: %(mark)s.") % {"mark": said(marks[0])})
        parts.append(_("Least: %(mark)s.") % {"mark": said(marks[-1])})
    if len(marks) > 2:
        parts.append(_middle(marks))
    parts += [*_uncertain(marks), _("All values stand in the table.")]
    return " ".join(parts)


def said(mark: Mark) -> str:
    """ "Durham, 2024: 11,612"."""
    return f"{mark.name}, {mark.period}: {mark.words}"


def _middle(marks: Sequence[Mark]) -> str:
    half = len(marks) // 2
    if len(marks) % 2:
        return _("In the middle: %(mark)s.") % {"mark": said(marks[half])}
    words = {"mark": said(marks[half - 1]), "other": said(marks[half])}
    return _("In the middle: %(mark)s, and %(other)s.") % words


def _uncertain(marks: Sequence[Mark]) -> list[str]:
    bounds = sum(1 for mark in marks if any(end.bound != "exact" for end in mark.ends))
    estimates = sum(1 for mark in marks if any(end.is_estimated for end in mark.ends))
    disputed = sum(1 for mark in marks if mark.is_disputed)
    return [
        *(_counted(ngettext("%(count)s is a bound.", "%(count)s are bounds.", bounds), bounds)),
        *_counted(
            ngettext("%(count)s is an estimate.", "%(count)s are estimates.", estimates), estimates
        ),
        *_counted(
            ngettext(
                "Sources disagree about %(count)s.", "Sources disagree about %(count)s.", disputed
            ),
            disputed,
        ),
    ]


def _counted(words: str, count: int) -> list[str]:
    return [words % {"count": count}] if count else []


def title_of_panels(metric: str, panels: Sequence[Panel]) -> str:
    """ "Calls responded to over time", and of one panel "…: New York, fiscal years, from 7,820
    (2022) to nearly 15,000 (2024)".
    """
    words = _("%(metric)s over time") % {"metric": metric}
    if len(panels) != 1:
        return words
    first, last = _ends(panels[0])
    return _("%(words)s: %(panel)s, from %(first)s to %(last)s") % {
        "words": words,
        "panel": panels[0].title,
        "first": first,
        "last": last,
    }


def _ends(panel: Panel) -> tuple[str, str]:
    known = [slot for slot in panel.slots if slot.mark]
    return _slot_in_words(known[0]), _slot_in_words(known[-1])


def panels_in_words(panels: Sequence[Panel], metric: str, unit: str) -> str:
    parts = [_("Dots over time: %(metric)s.") % {"metric": metric}, f"{unit}."]
    parts += [_panel_in_words(panel) for panel in panels]
    marks = [slot.mark for panel in panels for slot in panel.slots if slot.mark]
    parts += [*_uncertain(marks), _("All values stand in the table.")]
    return " ".join(parts)


def _panel_in_words(panel: Panel) -> str:
    """The first and the last, and how many periods have no figure."""
    first, last = _ends(panel)
    words = _("%(title)s: %(first)s to %(last)s.") % {
        "title": panel.title,
        "first": first,
        "last": last,
    }
    missing = sum(1 for slot in panel.slots if slot.mark is None)
    gaps = ngettext(
        "%(count)s period between has no figure.",
        "%(count)s periods between have no figure.",
        missing,
    )
    return " ".join([words, *_counted(gaps, missing)])


def _slot_in_words(slot: Slot) -> str:
    words = slot.mark.words if slot.mark else ""
    return _("%(value)s (%(period)s)") % {"value": words, "period": slot.label}
