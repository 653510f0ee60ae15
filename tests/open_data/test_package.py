"""Everything as one Data Package, judged by the tool of those who made the standard."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from frictionless import system, validate

from programs.metrics.models import Observation
from programs.models import ProgramPage
from tests.open_data.reading import content
from tests.records import make_private

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def opened(archive: bytes, folder: Path) -> dict[str, Any]:
    zipfile.ZipFile(io.BytesIO(archive)).extractall(folder)
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text())
    return found


def test_the_package_is_valid_and_whole(tmp_path: Path) -> None:
    described = opened(content("/data/everything.zip"), tmp_path)
    with system.use_context(trusted=True):
        report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows["programs"] == ProgramPage.objects.readable().count()
    assert rows["observations"] == Observation.objects.visible().count()
    assert all(count for count in rows.values())
    assert "licenses" not in described
    assert "rests on a public source" in (tmp_path / "README.md").read_text()


def test_a_stated_licence_is_in_the_package(tmp_path: Path, settings: Any) -> None:
    settings.PORTAL_DATA_LICENCE = "CC BY 4.0"
    settings.PORTAL_DATA_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
    described = opened(content("/data/everything.zip"), tmp_path)
    assert described["licenses"] == [
        {"title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]
    assert b"Licence of these data: CC BY 4.0." in content("/data/")


def test_the_command_writes_the_same(tmp_path: Path) -> None:
    call_command("export_data", tmp_path / "all.zip")
    assert opened((tmp_path / "all.zip").read_bytes(), tmp_path)["resources"]
    assert [each.name for each in tmp_path.glob("*.unfinished")] == []


def test_the_command_says_where_it_cannot_write(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        call_command("export_data", tmp_path / "nowhere" / "all.zip")


def test_what_is_not_public_is_not_in_it(tmp_path: Path) -> None:
    make_private(ProgramPage.objects.get(slug="heart"))
    opened(content("/data/everything.zip"), tmp_path)
    for file in (tmp_path / "data").iterdir():
        assert "durham-nc/heart" not in file.read_text(), file.name
