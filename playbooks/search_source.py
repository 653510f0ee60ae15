"""How playbooks appear in search: every practice is a passage with its own address."""

from collections.abc import Iterable, Iterator

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.pages.models import CityPage
from portal.provenance.row_loading import load_rows
from portal.search.attachments.attached import AttachedFile, files_of_rows, files_of_stream
from portal.search.declaration import (
    Follower,
    ListSource,
    PageSource,
    contributes_to,
    register,
)
from portal.search.facets import DocumentKindFacet
from portal.search.passage_text import (
    PassageText,
    labelled,
    listed,
    passages_of_stream,
    sentences,
)
from programs.metrics.models import Metric
from programs.models import ProgramPage
from programs.references import References
from programs.search_source import with_cities

from .facets import FACETS
from .models import PlaybookIndexPage, PlaybookPage, Practice
from .selectors import ROWS, Told, told

# How many places a hit names.
PLACES_IN_HIT = 4


@register
class PlaybookIndexSource(ListSource):
    model = PlaybookIndexPage


@register
class PlaybookSource(PageSource):
    """Cut as the playbook's page is; the anchors are the ids of its headings.

    "See also" is left out: it only names pages that are hits themselves.
    """

    model = PlaybookPage
    kind = "playbook"
    label = _("Playbook")
    facets = FACETS
    search_facets = (DocumentKindFacet,)

    def place(self, page: PlaybookPage) -> str:
        """Whose practices it tells: "Durham, Dayton, field guidance"."""
        names = dict.fromkeys(_town(practice) for practice in _practices(page))
        return ", ".join(list(names)[:PLACES_IN_HIT])

    def cities(self, page: PlaybookPage) -> set[Page]:
        """Cities whose programs' practices it tells, and the city whose own it is."""
        named = {row.program_id for row in page.practices.all()}
        programs = ProgramPage.objects.filter(pk__in=named)
        return {each.home_city for each in (page, *programs) if each.home_city}

    def related(self, page: PlaybookPage) -> Iterable[int]:
        rows = [*page.practices.all(), *page.went_wrong.all()]
        return with_cities(row.program_id for row in rows if row.program_id)

    def follows(self) -> dict[type[Model], Follower]:
        return {
            Metric: lambda metric: PlaybookPage.objects.filter(measures__metric=metric).values_list(
                "pk", flat=True
            )
        }

    def passages(self, page: PlaybookPage) -> Iterator[PassageText]:
        load_rows(page, ROWS)
        facts = page.facts
        references = _references(page)
        yield PassageText(_("In one minute"), listed([facts.in_one_minute]), "in-one-minute")
        yield PassageText(_("When to use it"), listed([facts.when_to_use]), "when-to-use")
        takes = labelled(facts.takes_people, facts.takes_money, facts.takes_time)
        models = listed(facts.rows.suited_models)
        yield PassageText(_("What it takes"), sentences([takes, models]), "what-it-takes")
        steps = (sentences([row.title, row.text]) for row in page.steps.all())
        yield PassageText(_("Steps"), sentences(steps), "steps")
        decisions = (sentences([row.decision, row.text]) for row in page.trade_offs.all())
        yield PassageText(_("Decisions and trade-offs"), sentences(decisions), "decisions")
        for practice in told(facts.rows.practices, references):
            yield _practice(practice)
        wrong = (_told(entry) for entry in told(facts.rows.went_wrong, references))
        yield PassageText(_("What went wrong"), sentences(wrong), "went-wrong")
        for passage in passages_of_stream(page.body):
            yield passage if passage.anchor else _account(passage)
        yield PassageText(_("Documents to reuse"), _documents(page), "documents")
        measures = (sentences([row.metric.name, row.text]) for row in page.measures.all())
        yield PassageText(_("Measures"), sentences(measures), "measures")
        known = labelled(facts.phase, facts.maintainer_role, *facts.rows.audiences)
        yield PassageText(_("Reviewed by, on"), known, "reviewed")

    def files(self, page: PlaybookPage) -> Iterator[AttachedFile]:
        yield from files_of_rows(page.documents.all(), "documents")
        yield from files_of_stream(page.body, "account")


@contributes_to("programs.ProgramPage")
def practices_of_program(program: ProgramPage) -> Iterator[PassageText]:
    return _practices_named(Practice.objects.filter(program=program), program.title)


@contributes_to("pages.CityPage")
def practices_of_city(city: CityPage) -> Iterator[PassageText]:
    below = Practice.objects.filter(program__path__startswith=city.path)
    return _practices_named(below, city.city_name)


def _practices_named(practices: QuerySet[Practice], name: str) -> Iterator[PassageText]:
    """By name: each practice is a passage of its playbook."""
    readable = practices.filter(page__in=PlaybookPage.objects.readable())
    titles = readable.order_by("page__title", "sort_order", "pk").values_list("title", flat=True)
    heading = _("%(name)s in the playbooks") % {"name": name}
    yield PassageText(heading, sentences(titles), "practices", is_minor=True)


def _references(page: PlaybookPage) -> References:
    return References([*page.practices.all(), *page.went_wrong.all()], ["program"])


def _practices(page: PlaybookPage) -> list[Told]:
    return told(page.facts.rows.practices, _references(page))


def _town(practice: Told) -> str:
    """The town of "Dayton, Ohio" or "Mediation Response Unit, Dayton, Ohio"; else all of it."""
    place = practice.reference.place if practice.reference else ""
    parts = (place or practice.who).partition(" (")[0].split(", ")
    return parts[-2] if len(parts) > 1 else parts[0]


def _practice(practice: Told) -> PassageText:
    row = practice.fact.row
    place = practice.reference.place if practice.reference else ""
    who = ", ".join(part for part in (practice.who, place) if part)
    text = sentences([practice.fact.row.text, row.caution, who])  # type: ignore[union-attr]  # a practice
    return PassageText(row.title, text, row.anchor)  # type: ignore[union-attr]  # a practice


def _told(entry: Told) -> str:
    return sentences([entry.fact.value, entry.who])


def _account(passage: PassageText) -> PassageText:
    """What stands before the first heading of the stream, under the heading of its part."""
    return PassageText(_("More on this"), passage.text, "account")


def _documents(page: PlaybookPage) -> str:
    return sentences(f"{row.title} ({row.get_kind_display()})" for row in page.documents.all())
