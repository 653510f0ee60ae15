"""PDF files: from our own files alone, on one page, and in words where they cannot be made."""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousFileOperation
from pypdf import PdfReader

from portal.memos.paper import HEIGHT
from portal.memos.pdf import OWN_FILES, NoPdfError, own_file, pdf


def html(words: str) -> str:
    return (
        '<!doctype html><html lang="en"><title>A memo</title>'
        f'<article class="memo"><h1>A memo</h1><p>{words}</p></article></html>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/theme/memo.css",
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "data:text/css,p{}",
        f"{OWN_FILES}no-such-file.css",
        "",
    ],
)
def test_only_our_own_static_files_are_read(address: str) -> None:
    with pytest.raises(ValueError, match=r"No file of ours|No such static file"):
        own_file(address)


def test_names_do_not_lead_out_of_the_folders_of_static_files() -> None:
    with pytest.raises(SuspiciousFileOperation):
        own_file(f"{OWN_FILES}../settings/base.py")


def test_content_reads_no_file_and_asks_nobody(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret.")
    asked = (
        f'<img src="file://{secret}" alt=""><object data="file://{secret}"></object>'
        f'<link rel="attachment" href="file://{secret}"><a rel="attachment" href="file://{secret}">'
        '</a><img src="http://127.0.0.1:9/x.png" alt="">'
    )
    made = pdf(lambda room: html(f"Words. {asked}"))
    document = PdfReader(BytesIO(made))
    assert not document.attachments
    assert "secret" not in document.pages[0].extract_text()
    assert "Words." in document.pages[0].extract_text()


def test_pictures_that_came_along_are_drawn_and_no_others() -> None:
    def drawn(says: str) -> bytes:
        words = f'<text x="0" y="20" font-size="12">{says}</text>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">{words}</svg>'
        return svg.encode()

    def write(room: float) -> str:
        own = '<img src="/compare/calls.svg?program=a/b&amp;form=memo" alt="Words of one.">'
        return html(f'{own}<img src="/compare/other.svg" alt="Words of the other.">')

    address = "/compare/calls.svg?program=a/b&form=memo"
    for says in ("Drawn first.", "Drawn anew."):
        made = pdf(write, {address: drawn(says), "/compare/unasked.svg": drawn("Unasked.")})
        text = PdfReader(BytesIO(made)).pages[0].extract_text()
        assert says in text
        assert "Words of the other." in text
        assert "Words of one." not in text
        assert "Unasked." not in text


def test_what_turns_out_longer_gives_way_until_it_is_one_page() -> None:
    rooms = []

    def write(room: float) -> str:
        rooms.append(room)
        return html("<br>".join(["A line that turns out twice as high."] * int(room // 8)))

    assert len(PdfReader(BytesIO(pdf(write))).pages) == 1
    assert rooms[0] == HEIGHT
    assert rooms == sorted(rooms, reverse=True)
    assert len(rooms) > 1


def test_the_same_words_are_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pdf(lambda room: html("Kept."))
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert pdf(lambda room: html("Kept.")) is made


@pytest.mark.parametrize("missing", [ImportError, OSError])
def test_without_the_parts_that_make_files_it_is_said(
    monkeypatch: pytest.MonkeyPatch, missing: type[Exception]
) -> None:
    """Without Pango, importing WeasyPrint raises OSError."""

    class Missing:
        def find_spec(self, name: str, *_: Any) -> None:
            if name.startswith("weasyprint"):
                raise missing("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.startswith("weasyprint")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(NoPdfError, match="libpango"):
        pdf(lambda room: html("Not made."))
