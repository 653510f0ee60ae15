"""Which words of a source became which term of a list; one file per app says so.

    CallType.kind:
      welfare check: welfare_check

A page's file then writes `kind: {classified: welfare check}`, and readers see the words.
"""

from functools import cached_property
from pathlib import Path
from typing import Any

from portal.provenance.notes import classified_from

from .building import Report
from .files import read_yaml
from .problems import BrokenFilesError, Problem


class Classification:
    def __init__(self, file: Path | None, report: Report) -> None:
        self._file, self._report = file, report

    @cached_property
    def _lists(self) -> dict[str, dict[str, str]]:
        return _read(self._file) if self._file else {}

    def term(self, column: Any, value: Any, place: str) -> tuple[Any, str]:
        """The term, with a note that keeps the words; a plain value is given back as it is."""
        if not isinstance(value, dict) or set(value) != {"classified"}:
            return value, ""
        words = str(value["classified"])
        name = f"{column.model.__name__}.{column.name}"
        terms = self._lists.get(name, {})
        if words not in terms:
            where = self._file.name if self._file else "a classification file"
            self._report(place, f"{where} does not say what “{words}” is, under {name}.")
            return None, ""
        return terms[words], classified_from(words)


def _read(file: Path) -> dict[str, dict[str, str]]:
    content = read_yaml(file)
    if not isinstance(content, dict) or not all(isinstance(t, dict) for t in content.values()):
        raise BrokenFilesError(
            [Problem(file, "", "", "has to hold fields, each with words and terms.")]
        )
    return content
