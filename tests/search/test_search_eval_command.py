import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page

from portal.pages.models import HomePage
from portal.search.drift import drift
from portal.search.engines import get_engine
from portal.search.models import Entry, FacetValue, Passage

from .pages import text_page

TEXTS = [
    {"id": "a", "title": "Naloxone", "text": "What the team carries."},
    {"id": "b", "title": "", "text": "The team has naloxone and gloves."},
    {"id": "c", "title": "T" * 400 + " sirens", "text": "\x01Bells.\x00"},
    {"_id": 4, "title": None, "text": ""},
]
ENGINE = "postgresql" if connection.vendor == "postgresql" else "sqlite"


def written(folder: Path, name: str, rows: list[Any]) -> Path:
    file = folder / name
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    return file


def measured(folder: Path, *queries: str, engine: str | None = ENGINE) -> dict[str, list[str]]:
    """What each query found, in order."""
    corpus = written(folder, "corpus.jsonl", TEXTS)
    asked = written(
        folder, "queries.jsonl", [{"id": str(n), "text": t} for n, t in enumerate(queries)]
    )
    run = folder / "run"
    options = {"engine": engine} if engine else {}
    call_command("search_eval", corpus, asked, run=run, stdout=StringIO(), **options)
    found: dict[str, list[str]] = {query: [] for query in queries}
    for line in run.read_text().splitlines():
        number, key, rank, score = line.split("\t")
        found[queries[int(number)]].append(key)
        assert int(rank) == len(found[queries[int(number)]])
        assert float(score) == pytest.approx(1 / int(rank), abs=1e-5)
    return found


def everything() -> dict[str, list[Any]]:
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Page, Entry, FacetValue, Passage)
    }


@pytest.mark.parametrize("engine", [ENGINE, None])
def test_texts_are_found_and_written_as_a_run(
    home: HomePage, tmp_path: Path, engine: str | None
) -> None:
    found = measured(tmp_path, "naloxone", "team gloves", "sirens", "nothing", engine=engine)
    assert found == {
        "naloxone": ["a", "b"],
        "team gloves": ["b", "a"],
        "sirens": ["c"],
        "nothing": [],
    }


def test_it_leaves_no_trace(home: HomePage, tmp_path: Path) -> None:
    text_page(home, "Naloxone", ("text", "Doses."))
    before = everything()
    found = measured(tmp_path, "naloxone", "doses")
    assert found == {"naloxone": ["a", "b"], "doses": []}
    assert everything() == before
    assert drift(get_engine()) == []


def test_it_leaves_no_trace_where_it_fails(home: HomePage, tmp_path: Path) -> None:
    before = everything()
    broken = written(tmp_path, "broken.jsonl", [TEXTS[0], {"id": "no text"}])
    queries = written(tmp_path, "queries.jsonl", [{"id": "1", "text": "x"}])
    with pytest.raises(CommandError, match=r"Line 2 of .* is no text"):
        call_command("search_eval", broken, queries, run=tmp_path / "run", engine=ENGINE)
    assert everything() == before
    assert drift(get_engine()) == []


@pytest.mark.parametrize(
    ("engine", "words"),
    [
        ("sqlite" if ENGINE == "postgresql" else "postgresql", "Set DATABASE_URL"),
        ("portal.search.engines.nonsense.Engine", "No module named"),
        ("opensearch", "Set ELASTICSEARCH_URL"),
        ("nonsense", "There is no engine “nonsense”: sqlite, elasticsearch"),
    ],
)
def test_engine_that_cannot_answer_is_refused_in_words(
    home: HomePage, tmp_path: Path, engine: str, words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        measured(tmp_path, "naloxone", engine=engine)


def test_missing_file_is_said(home: HomePage, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.jsonl"
    with pytest.raises(CommandError, match=r"nowhere\.jsonl"):
        call_command("search_eval", nowhere, nowhere, run=tmp_path / "run")
