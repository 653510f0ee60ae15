from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from programs.metrics.importing import applying, checking
from programs.metrics.importing.models import FigureImport, ImportedFile
from programs.metrics.models import Definition
from programs.models import ProgramPage
from tests.figures import metric
from tests.records import source

Bring = Callable[[bytes], FigureImport]


@pytest.fixture
def calls(db: None) -> Definition:
    """Calls responded to, and a source that figures may name."""
    source()
    return metric()


@pytest.fixture
def someone(db: None) -> User:
    return User.objects.create_superuser("someone", password="not told")


@pytest.fixture
def looked_at(heart: ProgramPage, calls: Definition) -> Bring:
    """Checks a file for the program, row by row."""

    def check(content: bytes) -> FigureImport:
        of = FigureImport.objects.create(program=heart, file_name="figures.csv", digest="-")
        ImportedFile.objects.create(figure_import=of, content=content)
        checking.begin(of)
        checking.check(of)
        of.refresh_from_db()
        return of

    return check


@pytest.fixture
def brought_in(looked_at: Bring, someone: User) -> Bring:
    """Checks a file and applies it."""

    def apply(content: bytes) -> FigureImport:
        of = looked_at(content)
        applying.begin(of)
        applying.apply(of, someone)
        of.refresh_from_db()
        return of

    return apply
