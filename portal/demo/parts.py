"""What an app contributes: records and pages in readable files, declared in its `demo.py`.

    path = HERE / "example" / "sources.yaml"
    register(Records(model="provenance.Source", path=path, order=10, identity=("key",)))

Imports nothing of the portal, so that every app may declare without looking upward.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.module_loading import autodiscover_modules

Data = dict[str, Any]


def _as_they_are(data: Data) -> list[Data]:
    return [data]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Records of one model, in one YAML file or in the files of one folder.

    `order` puts what is referred to before what refers: sources 10, topics 20, metrics 30,
    lists and pages of text 40, cities 50, programs 60, figures 70, playbooks 80, visits 90.
    `at_start` marks what a portal without example content has too.
    """

    model: str
    path: Path
    order: int
    at_start: bool = False


@dataclass(frozen=True, kw_only=True)
class Records(Part):
    """Entries of a file are a list; `identity` names the fields that tell them apart.

    `key` is the text by which others refer to an entry; without it, the identity joined by "/".
    `each` turns one entry into the records of this part that it holds.
    `numbered` names a field that takes the entry's place in the file, counted from `first_number`.
    """

    identity: tuple[str, ...]
    key: Callable[[Data], str] | None = None
    each: Callable[[Data], list[Data]] = _as_they_are
    numbered: str = ""
    first_number: int = 1

    def key_of(self, data: Data) -> str:
        if self.key is not None:
            return self.key(data)
        return "/".join(str(data.get(name) or "") for name in self.identity)


@dataclass(frozen=True, kw_only=True)
class Pages(Part):
    """Each file is one page, known by its path below home.

    `classification` is the file that says which words of a source became which listed term.
    `uncited` names relations whose rows state no fact of the world.
    `later` names relations that link pages of this part with one another, in whatever order
    their files stand: they are filled when all of these pages are there.
    `cited_records` maps a prefix to the model after it: `metric/<slug>` may then be cited
    where there is no figure.
    """

    classification: Path | None = None
    uncited: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    cited_records: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def key_of(data: Data) -> str:
        return "/".join(name for name in (data.get("parent"), data.get("slug")) if name)


_parts: list[Part] = []


def register(*parts: Part) -> None:
    _parts.extend(part for part in parts if part not in _parts)


def all_parts() -> list[Part]:
    """Every app's parts, what is referred to before what refers."""
    autodiscover_modules("demo")
    return sorted(_parts, key=lambda part: part.order)
