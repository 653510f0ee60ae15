from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copy, copytree

import pytest

from portal.demo import loading
from portal.demo.parts import Part, all_parts
from tests.example import example

__all__ = ["example"]

PROJECT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = len(list((PROJECT / "programs" / "example" / "programs").glob("*.yaml")))
VISIT = "durham-january-2024"

Break = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(autouse=True)
def own_data_dir(settings, tmp_path) -> None:
    """Sign-ins are written to the data folder."""
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def break_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Break:
    """`break_file("programs/example/programs/durham-heart.yaml", spoil)` has a spoilt copy read."""

    def broken(name: str, spoil: Callable[[Path], None]) -> Path:
        original = PROJECT / name
        parts = [_moved(part, original, tmp_path) for part in all_parts()]
        monkeypatch.setattr(loading, "all_parts", lambda: parts)
        copied = next(iter(tmp_path.rglob(original.name)))
        spoil(copied)
        return copied

    return broken


def _moved(part: Part, original: Path, folder: Path) -> Part:
    """Its files are read from a copy, if the one to be spoilt is among them."""
    target = folder / part.path.name
    if part.path == original:
        copy(original, target)
    elif original.parent == part.path:
        copytree(part.path, target, dirs_exist_ok=True)
    else:
        return part
    return replace(part, path=target)
