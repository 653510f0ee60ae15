"""Everything as one Data Package (datapackage.org): a ZIP file, made as it is sent."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from .formats import together
from .formats.csv_file import csv_lines
from .formats.streamed_zip import Pipe, entry
from .rights import licence, rights_in_words
from .tables import Table, table_named, tables

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass
class _Written:
    """What the descriptor says of a file that was written."""

    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, part: bytes) -> None:
        self.size += len(part)
        self.digest.update(part)


def package_parts(base: str) -> Iterator[bytes]:
    """The bytes of the archive one after another; `base` is the portal's own address."""
    pipe: Any = Pipe()
    resources = []
    with ZipFile(pipe, "w") as archive:
        for table in tables():
            written = _Written()
            with archive.open(entry(_path(table)), "w") as member:
                for part in together(csv_lines(table.sheet(), base)):
                    member.write(part)
                    written.add(part)
                    yield pipe.take()
            resources.append(_resource(table, written))
        described = json.dumps(descriptor(base, resources), ensure_ascii=False, indent=1)
        archive.writestr(entry("datapackage.json"), described)
        archive.writestr(entry("README.md"), _read_me(base))
    yield pipe.take()


def descriptor(base: str, resources: list[dict[str, Any]]) -> dict[str, Any]:
    about: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": slugify(settings.PORTAL_NAME),
        "title": settings.PORTAL_NAME,
        "description": " ".join(rights_in_words()),
        "homepage": base,
        "created": timezone.now().isoformat(timespec="seconds"),
    }
    stated = licence()
    if stated is not None:
        about["licenses"] = [{"title": stated.name, "path": stated.address}]
    return about | {"resources": resources}


def _resource(table: Table, written: _Written) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": _path(table),
        "title": str(table.title),
        "description": str(table.text),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.digest.hexdigest()}",
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """Its Table Schema."""
    keys = [
        {
            "fields": [column],
            "reference": {"resource": other, "fields": list(table_named(other).key)},
        }
        for column, other in table.names.items()
    ]
    found: dict[str, Any] = {"fields": [column.as_field() for column in table.columns]}
    return found | {"primaryKey": list(table.key)} | ({"foreignKeys": keys} if keys else {})


def _path(table: Table) -> str:
    return f"data/{table.name}.csv"


def _read_me(base: str) -> str:
    parts = [f"# {settings.PORTAL_NAME}", *rights_in_words()]
    parts += [f"- `{_path(table)}`: {table.title}. {table.text}" for table in tables()]
    parts.append(f"`datapackage.json` says what each column means; so does {base}data/.")
    parts.append(
        "Text that a spreadsheet would take for a formula has an apostrophe before it; "
        "numbers have none."
    )
    return "\n\n".join(parts) + "\n"
