"""Reads YAML as written: a date stays the text it is, and nothing is lost in silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .parts import Data, Pages, Part, Records
from .problems import BrokenFilesError, Problem

# The one in C, where PyYAML was built with it, is ten times as fast.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):
    """Knows text, lists, mappings, null, true and false; refuses a key that is given twice.

    YAML's own rules would turn `2022` into a number, `2022-06-27` into a date and `no` into
    false, and keep the last of two equal keys.
    """

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        names = [self.construct_object(key, deep=True) for key, _value in node.value]
        for name, (key, _value) in zip(names, node.value, strict=True):
            if not isinstance(name, str):
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{name}” is no name of a field", key.start_mark
                )
            if names.count(name) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{name}” is given twice", key.start_mark
                )
        return super().construct_mapping(node, deep)


_PLAIN = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"}
_Loader.yaml_implicit_resolvers = {
    letter: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag in _PLAIN and (tag.endswith("null") or letter in "tfTF")
    ]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Entry:
    """One record as written. `name` is how people find it in its file."""

    part: Part
    file: Path
    name: str
    key: str
    data: Data

    def problem(self, field: str, message: object) -> Problem:
        return Problem(self.file, self.name, field, str(message))


def read_yaml(file: Path) -> Any:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (safe)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}."
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start}). Save it as UTF-8."
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f" in line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        message = f"is not valid YAML{place}: {error.problem}."
    except yaml.YAMLError as error:
        message = f"is not valid YAML: {error}."
    raise BrokenFilesError([Problem(file, "", "", message)])


def read_part(part: Part) -> Iterator[Entry]:
    """The entries of a part, in their files' order. Raises BrokenFilesError."""
    for file in _files(part.path):
        content = read_yaml(file)
        if isinstance(part, Pages):
            if not isinstance(content, dict):
                raise BrokenFilesError(
                    [Problem(file, "", "", "has to hold one page: slug, title …")]
                )
            name = str(content.get("slug") or file.stem)
            yield Entry(part, file, name, part.key_of(content), content)
        elif isinstance(part, Records):
            yield from _listed(part, file, content)


def _listed(part: Records, file: Path, content: Any) -> Iterator[Entry]:
    if not isinstance(content, list):
        raise BrokenFilesError(
            [Problem(file, "", "", "has to hold a list; begin each entry with “- ”.")]
        )
    for number, item in enumerate(content, start=part.first_number):
        if not isinstance(item, dict):
            words = "has to hold fields, like “title: …”."
            raise BrokenFilesError([Problem(file, f"number {number}", "", words)])
        for data in part.each(item):
            key = part.key_of(data)
            if part.numbered:
                data = data | {part.numbered: str(number)}
            yield Entry(part, file, key.strip("/") or f"number {number}", key, data)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(path.glob("*.yaml"))
