"""What is wrong with the files, in words that say where to look."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Problem:
    file: Path
    entry: str
    field: str
    message: str

    def __str__(self) -> str:
        try:
            place = str(self.file.relative_to(settings.BASE_DIR))
        except ValueError:
            place = str(self.file)
        if self.entry:
            place += f", entry “{self.entry}”"
        if self.field:
            place += f", field “{self.field}”"
        return f"{place}: {self.message}"


class BrokenFilesError(Exception):
    """Nothing was written; `problems` says why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UnknownReferenceError(LookupError):
    """A record that is referred to does not exist."""


def messages(error: ValidationError) -> dict[str, str]:
    """Field name to words; "" for what concerns no single field."""
    if not hasattr(error, "error_dict"):
        return {"": " ".join(error.messages)}
    return {
        "" if name == "__all__" else name: " ".join(words)
        for name, words in error.message_dict.items()
    }
