"""What an entry of a file becomes, before anything of it is stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import models
from wagtail.models import Page

from .building import build_record
from .catalog import Catalog
from .files import Entry
from .page_building import PageBuilder
from .parts import Pages, Records
from .problems import BrokenFilesError, Problem


@dataclass
class Draft:
    """A record as its entry says; what is wrong with it is added to `problems`."""

    entry: Entry
    record: models.Model
    problems: list[Problem]
    builder: PageBuilder | None = None

    def fill_later(self) -> None:
        """Links it with others of its part; a link that leads nowhere is told and left out."""
        if self.builder is not None:
            with _told(self.problems):
                self.builder.fill_later()


def draft(entry: Entry, catalog: Catalog, problems: list[Problem]) -> Draft | None:
    def report(name: str, message: object) -> None:
        problems.append(entry.problem(name, message))

    part = entry.part
    if isinstance(part, Records):
        record = build_record(part, entry.data, catalog.find, report)
        return Draft(entry, record, problems)
    if not isinstance(part, Pages):
        raise TypeError(f"{part.model} is declared as neither records nor pages.")
    with _told(problems):
        builder = PageBuilder(part, entry, catalog.find, report)
        page = builder.page
        try:
            parent = parent_of(entry, catalog)
        except LookupError as error:
            report("parent", error)
            return None
        if type(parent) not in type(page).allowed_parent_page_models():
            own, other = page._meta.verbose_name, parent._meta.verbose_name
            report("parent", f"A {own} cannot live under a {other}.")
        return Draft(entry, page, problems, builder)
    return None


def parent_of(entry: Entry, catalog: Catalog) -> models.Model:
    """Raises LookupError where there is none."""
    return catalog.find(Page, str(entry.data.get("parent") or ""))


@contextmanager
def _told(problems: list[Problem]) -> Iterator[None]:
    """A file beside the entry's own that cannot be read is one more problem."""
    try:
        yield
    except BrokenFilesError as error:
        problems += error.problems
