"""Sheets as JSON: what the columns mean, then the rows, one on each line."""

import json
from collections.abc import Iterator

from django.utils import timezone

from ..cells import as_json
from ..sheets import Sheet, completed


def json_lines(sheet: Sheet, base: str, address: str) -> Iterator[str]:
    about = {
        "title": str(sheet.title),
        "address": address,
        "exported": timezone.now().isoformat(timespec="seconds"),
        "fields": [column.as_field() for column in sheet.columns],
    }
    yield f'{json.dumps(about, ensure_ascii=False)[:-1]}, "rows": ['
    comma = "\n"
    for record in sheet.records:
        values = {c.name: as_json(completed(c, record[c.name], base)) for c in sheet.columns}
        yield comma + json.dumps(values, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"
