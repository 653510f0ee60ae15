"""How programs appear in search."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.search.declaration import ListSource, PageSource, register
from portal.search.passage_text import PassageText, labelled, listed, sentences
from portal.taxonomy.choices import Phase

from .models import ProgramIndexPage, ProgramPage


@register
class ProgramIndexSource(ListSource):
    model = ProgramIndexPage


@register
class ProgramSource(PageSource):
    model = ProgramPage
    kind = "program"
    label = _("Program")

    def lead(self, page: ProgramPage) -> str:
        return sentences([page.acronym_expansion, page.summary])

    def status(self, page: ProgramPage) -> str:
        """Only what a reader must know first: that it does not run."""
        return page.status if page.status in {Phase.PAUSED, Phase.ENDED} else ""

    def status_label(self, status: str) -> str:
        return str(Phase(status).label) if status in Phase.values else ""

    def passages(self, page: ProgramPage) -> Iterator[PassageText]:
        facts = page.facts
        answers = labelled(*(facts[name] for name in page.PLAIN_ANSWERS))
        yield PassageText(_("For residents"), answers, anchor="residents")
        yield PassageText(_("Latest figures"), figures(page), anchor="figures")


def figures(page: ProgramPage) -> str:
    """Every figure with its metric and period; a number never travels alone."""
    return sentences(
        f"{figure.metric.name}: {figure.value_display}, {figure.period_display}"
        for figure in page.figures
    )
