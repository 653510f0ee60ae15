"""What playbooks bring to the home page, and to the pages of programs and their cities."""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.pages.models import CityPage, HomePage
from portal.pages.sections import Section, brings_to
from programs.models import ProgramPage

from .models import PlaybookPage, Practice


@brings_to("pages.HomePage", position=20)
def playbooks(home: HomePage) -> Iterator[Section]:
    practices = Practice.objects.annotate(program_title=_title_of_program())
    found = list(
        PlaybookPage.objects.readable()
        .by_topic()
        .only("title", "url_path")
        .prefetch_related(Prefetch("practices", queryset=practices))
    )
    if not found:
        return
    shown = [{"page": page, "places": _places(page)} for page in found]
    count = sum(len(page.practices.all()) for page in found)
    yield Section(
        anchor="playbooks",
        title=_("Playbooks by topic"),
        text=_("Each practice is tied to the place that uses it"),
        template="playbooks/sections/home_playbooks.html",
        context={"playbooks": shown},
        label=_("%(playbooks)s, %(practices)s")
        % {
            "playbooks": ngettext("%(count)s playbook", "%(count)s playbooks", len(found))
            % {"count": len(found)},
            "practices": ngettext("%(count)s practice", "%(count)s practices", count)
            % {"count": count},
        },
    )


@brings_to("programs.ProgramPage", position=30)
def practices_of_program(program: ProgramPage) -> Iterator[Section]:
    yield from _practices(
        Practice.objects.filter(program=program), _("%(name)s in the playbooks"), program.title
    )


@brings_to("pages.CityPage", position=40)
def practices_of_city(city: CityPage) -> Iterator[Section]:
    below = Practice.objects.filter(program__path__startswith=city.path)
    yield from _practices(below, _("%(name)s in the playbooks"), city.city_name)


def _practices(practices: Any, title: str, name: str) -> Iterator[Section]:
    readable = practices.filter(page__in=PlaybookPage.objects.readable())
    named = readable.select_related("page").only("anchor", "title", "page__title", "page__url_path")
    found = list(named.order_by("page__title", "sort_order", "pk"))
    if found:
        yield Section(
            anchor="practices",
            title=title % {"name": name},
            template="playbooks/sections/practices.html",
            context={"practices": found},
            label=_("In the playbooks"),
        )


def _title_of_program() -> Subquery:
    """None where the public may not read the program."""
    readable = ProgramPage.objects.readable().filter(pk=OuterRef("program"))
    return Subquery(readable.values("title")[:1])


def _places(page: PlaybookPage) -> str:
    """Who does what it tells, each once."""
    practices: Any = page.practices.all()
    names = [practice.program_title or practice.place for practice in practices]
    return ", ".join(dict.fromkeys(name for name in names if name))
