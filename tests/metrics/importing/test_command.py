"""`manage.py import_observations`: the same checks, for those who work at a terminal."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from programs.metrics.importing.models import FigureImport
from programs.metrics.models import Definition, Observation
from programs.models import ProgramPage
from tests.metrics.importing.files import HEADINGS, as_csv, row


def run(folder: Path, content: bytes, *options: str, program: str) -> str:
    (folder / "figures.csv").write_bytes(content)
    said = io.StringIO()
    path = str(folder / "figures.csv")
    call_command("import_observations", path, "--program", program, *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def key(heart: ProgramPage, calls: Definition) -> str:
    return heart.comparison_key


def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path: Path, key: str) -> None:
    said = run(tmp_path, as_csv(row()), "--dry-run", program=key)
    assert "Row 2: New  Calls responded to, 2024: 12,500 calls" in said
    assert not Observation.objects.exists()
    assert not FigureImport.objects.exists()


def test_figures_are_written_as_a_batch(tmp_path: Path, key: str) -> None:
    said = run(tmp_path, as_csv(row()), program=key)
    of = FigureImport.objects.get()
    assert f"Applied as {of.key}" in said
    assert of.state == FigureImport.State.APPLIED
    run(tmp_path, as_csv(row()), program=key)
    assert Observation.objects.count() == FigureImport.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (as_csv(row(), row(value="many")), "Rows are refused"),
        (as_csv([*row(), "?"], headings=[*HEADINGS, "mood"]), r"Column G \(mood\) is not known"),
        (as_csv(["1"], headings=["value"]), "No column is “metric”"),
        (b"%PDF-1.7", "This is a PDF"),
    ],
)
def test_what_is_refused_ends_it_and_changes_nothing(
    tmp_path: Path, key: str, content: bytes, words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        run(tmp_path, content, program=key)
    assert not Observation.objects.exists()


def test_an_unknown_program_is_told(tmp_path: Path, key: str) -> None:
    with pytest.raises(CommandError, match="There is no program nowhere/heart"):
        run(tmp_path, as_csv(row()), program="nowhere/heart")
