"""What programs bring to the home page and to their cities' pages."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Subquery, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.pages.models import CityPage, HomePage
from portal.pages.sections import Section, brings_to
from portal.provenance.facts import Fact
from portal.provenance.source_names import name_sources

from .figures import figures
from .listing import ProgramShown, load_profiles, shown
from .metrics.models import Metric, Observation
from .models import ProgramPage

# As many as can be looked through, in three columns.
PROGRAMS_ON_HOME = 48


@brings_to("pages.HomePage", position=40)
def programs_of_all_cities(home: HomePage) -> Iterator[Section]:
    """All of them by city, or of more than fit those that were checked last; one query."""
    readable = ProgramPage.objects.readable()
    count = readable.order_by().values(every=Value(1)).annotate(how_many=Count("pk"))
    latest = readable.with_city().by_review().annotate(in_all=Subquery(count.values("how_many")))
    programs = list(latest[:PROGRAMS_ON_HOME])
    if programs:
        count = programs[0].in_all
        is_all = count <= PROGRAMS_ON_HOME
        by_city = sorted(programs, key=lambda page: (page.city_name or "", page.title))
        yield Section(
            anchor="programs",
            title=_("Cities and their programs"),
            text=_("Each program with its hours, calls and figures")
            if is_all
            else _("Those that were checked last"),
            template="programs/sections/home_programs.html",
            context={
                "programs": [ProgramShown(page) for page in by_city],
                "all": "" if is_all else _count(count),
            },
            label=_count(count),
        )


@brings_to("pages.HomePage", position=50)
def measures(home: HomePage) -> Iterator[Section]:
    """Only named: the dictionary is a page of its own."""
    figures = Observation.objects.filter(program__in=ProgramPage.objects.readable())
    counted = {"metrics": Metric.objects.current().in_dictionary(), "figures": figures}
    tallies = [
        rows.order_by().values_list(Value(name)).annotate(how_many=Count("pk"))
        for name, rows in counted.items()
    ]
    counts = dict.fromkeys(counted, 0) | dict(tallies[0].union(*tallies[1:], all=True))
    yield Section(
        anchor="metrics",
        title=_("Metrics"),
        label=_("%(metrics)s measures, %(figures)s figures") % counts,
        url="/metrics/",
    )


@brings_to("pages.CityPage", position=10)
def programs_of_city(city: CityPage) -> Iterator[Section]:
    programs = _programs(city)
    if programs:
        yield Section(
            anchor="programs",
            title=_("Program") if len(programs) == 1 else _("Programs"),
            template="programs/sections/city_programs.html",
            context={"programs": [shown(page) for page in programs]},
        )


@brings_to("pages.CityPage", position=50)
def figures_of_city(city: CityPage) -> Iterator[Section]:
    """Each program's newest figures, then what readers miss."""
    of_programs = [(page, figures(page)) for page in _programs(city)]
    found = [entry for entry in of_programs if entry[1].latest or entry[1].disagreements]
    if found:
        name_sources(
            (figure for _page, shown in found for figure in shown.leading),
            read=(source for page, _shown in found for source in _sources(page)),
        )
        yield Section(
            anchor="figures",
            title=_("Latest figures"),
            text=_("The rest stand on the program’s page."),
            template="programs/sections/city_figures.html",
            context={"programs": found},
        )
    asked = [entry for page in _programs(city) for entry in _asked(page)]
    if asked:
        yield Section(
            anchor="asked",
            title=_("Asked of %(city)s") % {"city": city.city_name},
            text=_("What readers miss here. Work for the city? Each link opens a short form."),
            template="programs/sections/city_asked.html",
            context={"asked": asked},
        )


def _programs(city: Any) -> list[Any]:
    """The city's programs with all that their parts need, read once for the page."""
    if not hasattr(city, "programs_shown"):
        programs = list(ProgramPage.objects.readable().for_city(city).order_by("title"))
        for page in programs:
            # Found below the city, so nothing has to be asked for above them.
            page.pages_above = [*city.pages_above, city]
        load_profiles(programs)
        city.programs_shown = programs
    return list(city.programs_shown)


def _sources(page: Any) -> Iterator[Any]:
    yield from page.facts.sources()
    yield from (figure.source for figure in page.figures)


def _asked(page: Any) -> list[dict[str, Any]]:
    if page.has_ended:
        return []
    missing: list[Fact] = [fact for fact in page.core_fact_list() if not fact]
    return [{"page": page, "fact": fact} for fact in missing]


def _count(programs: int) -> str:
    words = ngettext("%(count)s program", "%(count)s programs", programs)
    return words % {"count": programs}
