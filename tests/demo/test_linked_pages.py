"""Pages of one part that link to one another, in whatever order their files stand."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from wagtail.models import Page, PageLogEntry, Revision

from playbooks.models import PlaybookPage, SeeAlso
from portal.demo import loading
from portal.demo.models import DemoRecord
from portal.demo.parts import Pages, Records, all_parts
from portal.demo.problems import BrokenFilesError
from portal.demo.removal import remove_example
from portal.provenance.models import Citation
from portal.search import indexing

pytestmark = pytest.mark.django_db

# Each links to one that comes later in the order of files, and one that comes earlier.
CIRCLE = {"a": ["c", "b"], "b": ["a"], "c": ["b"]}

Write = Callable[[dict[str, list[str]]], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """`write({"a": ["b"], "b": []})` has two playbooks loaded, of which one names the other."""
    folder = tmp_path / "linked"
    folder.mkdir()
    source = {"key": "TALK", "title": "A talk", "publisher": "Us", "kind": "other"}
    (tmp_path / "sources.yaml").write_text(yaml.safe_dump([source]))
    parts = [
        Records(
            model="provenance.Source",
            path=tmp_path / "sources.yaml",
            order=10,
            identity=("key",),
        ),
        *(part for part in all_parts() if part.model == "playbooks.PlaybookIndexPage"),
        Pages(model="playbooks.PlaybookPage", path=folder, order=80, later=("see_also",)),
    ]
    monkeypatch.setattr(loading, "all_parts", lambda: parts)

    def written(links: dict[str, list[str]]) -> None:
        for slug, others in links.items():
            rows = [
                {"row": other, "other": f"playbooks/{other}", "sources": [{"source": "TALK"}]}
                for other in others
            ]
            page = {"slug": slug, "parent": "playbooks", "title": f"Playbook {slug.upper()}"}
            text = yaml.safe_dump(page | {"rows": {"see_also": rows}})
            (folder / f"{slug}.yaml").write_text(text)

    return written


def load() -> loading.Report:
    return loading.load(settings.PORTAL_NAME, with_example=True)


def links() -> dict[str, list[str]]:
    pages = PlaybookPage.objects.order_by("slug")
    return {page.slug: [row.other.slug for row in page.see_also.all()] for page in pages}


def contents() -> list[list[tuple]]:
    models = (Page, Revision, SeeAlso, Citation, DemoRecord, PageLogEntry)
    return [list(model.objects.order_by("pk").values_list()) for model in models]


def test_pages_link_to_those_that_come_later_and_to_one_another(write):
    write(CIRCLE)
    report = load()
    assert links() == CIRCLE
    assert not report.left_out
    for page in PlaybookPage.objects.all():
        assert page.citations.count() == len(CIRCLE[page.slug])
        assert {fact.source_keys for fact in page.facts.rows.see_also} == {"TALK"}


def test_a_linked_page_has_one_revision_and_one_publication_that_hold_its_links(write):
    write(CIRCLE)
    load()
    for page in PlaybookPage.objects.all():
        assert page.live
        assert not page.has_unpublished_changes
        assert Revision.objects.for_instance(page).count() == 1
        logged = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
        assert list(logged).count("wagtail.publish") == 1
        draft = page.get_latest_revision_as_object()
        assert [row.other.slug for row in draft.see_also.all()] == CIRCLE[page.slug]


def test_no_page_is_indexed_twice(write, monkeypatch):
    write(CIRCLE)
    written: Counter[int] = Counter()
    original = indexing._write

    def counted(page_id: int) -> None:
        written[page_id] += 1
        original(page_id)

    monkeypatch.setattr(indexing, "_write", counted)
    load()
    assert set(PlaybookPage.objects.values_list("pk", flat=True)) <= set(written)
    assert set(written.values()) == {1}


@pytest.mark.parametrize("step", ["_place", "_publish"])
def test_a_load_that_is_interrupted_between_pages_leaves_nothing(write, monkeypatch, step):
    write(CIRCLE)
    before = contents()
    original, seen = getattr(loading, step), []

    def interrupted(page, *others):
        seen.append(page)
        if page.slug == "b":
            raise KeyboardInterrupt
        return original(page, *others)

    monkeypatch.setattr(loading, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        load()
    assert len(seen) > 1
    assert contents() == before
    monkeypatch.setattr(loading, step, original)
    load()
    assert links() == CIRCLE


def test_a_later_load_leaves_linked_pages_alone(write):
    write(CIRCLE)
    load()
    page = PlaybookPage.objects.get(slug="a")
    page.see_also = [row for row in page.see_also.all() if row.other.slug == "c"]
    page.save_revision().publish()
    before = contents()
    write({"b": ["a", "c"]})
    report = load()
    assert contents() == before
    assert not report.added
    assert not report.left_out


def test_a_page_that_is_new_in_the_files_links_to_those_that_are_there(write):
    write({"b": []})
    load()
    write({"a": ["b", "c"], "c": ["a"]})
    load()
    assert links() == {"a": ["b", "c"], "b": [], "c": ["a"]}


def test_a_link_to_what_editors_removed_is_told_and_left_out(write):
    write({"b": [], "c": []})
    load()
    PlaybookPage.objects.get(slug="b").delete()
    write({"a": ["c", "b"]})
    report = load()
    assert links() == {"a": ["c"], "c": []}
    assert PlaybookPage.objects.get(slug="a").citations.count() == 1
    (told,) = report.left_out
    for words in ("a.yaml", "entry “a”", "rows.see_also.b.other", "“playbooks/b”"):
        assert words in told


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (("playbooks/c", "playbooks/d"), ["see_also.c.other", "There is no", "“playbooks/d”"]),
        (("other:", "othr:"), ["rows.see_also.c.othr", "Did you mean “other”"]),
        (("source: TALK", "source: TALL"), ["see_also.c.sources.1.source", "“TALL”"]),
        (("row: c", "row: b"), ["rows.see_also.b", "Two rows have this name"]),
        (("see_also:", "see_allso:"), ["rows.see_allso", "Did you mean “see_also”"]),
    ],
)
def test_a_fault_in_a_link_is_named_before_anything_is_written(write, tmp_path, spoil, words):
    write(CIRCLE)
    file = tmp_path / "linked" / "a.yaml"
    text = file.read_text()
    assert spoil[0] in text
    file.write_text(text.replace(*spoil, 1))
    before = contents()
    with pytest.raises(BrokenFilesError) as refused:
        load()
    for expected in ("a.yaml", "entry “a”", *words):
        assert expected in str(refused.value)
    assert contents() == before


def test_pages_that_name_one_another_are_taken_out_together(write):
    write(CIRCLE)
    load()
    removal = remove_example()
    assert not PlaybookPage.objects.exists()
    assert not removal.held
    assert not DemoRecord.objects.filter(is_example=True).exists()


def test_what_an_editor_changed_keeps_what_it_links_to_in_turn(write):
    write({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["a", "e"], "e": ["d"]})
    load()
    page = PlaybookPage.objects.get(slug="a")
    page.title = "Ours"
    page.save_revision().publish()
    removal = remove_example()
    assert links() == {"a": ["b"], "b": ["c"], "c": ["b"]}
    assert removal.changed == ["playbook “Ours”"]
    lines = "\n".join(removal.lines())
    assert "playbook “Playbook B”: is named by Ours" in lines
    assert "playbook “Playbook C”: is named by Playbook B" in lines
