"""Files read in a process of their own, whatever they hold."""

import io
from dataclasses import replace

import pytest

from portal.search.attachments.extraction import OutOfTimeError, extract
from portal.search.attachments.models import FileText
from portal.search.attachments.reading.limits import LIMITS, Limits

from .files import bomb, locked, pdf, with_entities, word

SENTENCE = "Dispatchers ask four questions before a team is sent. "


def read(content: bytes, limits: Limits = LIMITS) -> FileText:
    return extract(io.BytesIO(content), len(content), limits)


def test_pdf_is_read_page_by_page() -> None:
    text = read(pdf("Two doses of naloxone. " * 40, "Nights and weekends. " * 40))
    assert (text.outcome, text.pages, text.is_cut) == ("read", 2, False)
    assert [(part["page"], part["text"][:9]) for part in text.parts] == [
        (1, "Two doses"),
        (2, "Nights an"),
    ]


def test_word_file_is_cut_at_its_headings() -> None:
    text = read(word(("Who is sent", SENTENCE), ("", "Always two."), ("Hours", "Day and night.")))
    assert text.outcome == "read"
    assert [(part["heading"], part["text"]) for part in text.parts] == [
        ("Who is sent", f"{SENTENCE.strip()} Always two."),
        ("Hours", "Day and night."),
    ]


def test_long_text_is_cut_at_the_ends_of_sentences() -> None:
    [first, *others] = read(word(("", SENTENCE * 100))).parts
    assert 600 < len(first["text"]) <= 2_400
    assert all(part["text"].endswith("sent.") for part in [first, *others])


@pytest.mark.parametrize("limits", [replace(LIMITS, pages=2), replace(LIMITS, characters=50)])
def test_what_is_too_long_is_read_from_its_beginning(limits: Limits) -> None:
    text = read(pdf("Naloxone. " * 100, "Nights.", "Weekends."), limits)
    assert text.is_cut
    assert text.pages == 3
    assert "Weekends" not in str(text.parts)
    assert "Naloxone" in str(text.parts)


def test_pdf_that_is_locked_against_changes_only_is_read() -> None:
    assert read(locked(pdf("Naloxone."), "")).parts[0]["text"] == "Naloxone."


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (b"", "broken"),
        (b"not a PDF at all", "broken"),
        (b"%PDF-1.7\nnothing follows", "broken"),
        (b"PK\x03\x04 no archive", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old Word file", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_what_cannot_be_read_is_told_apart(content: bytes, outcome: str) -> None:
    assert read(content).outcome == outcome


def test_pdf_with_a_password_is_not_read() -> None:
    assert read(locked(pdf("Naloxone."), "secret")).outcome == "encrypted"


def test_half_a_pdf_harms_nothing() -> None:
    content = pdf("Naloxone.")
    assert read(content[: len(content) // 2]).outcome in ("broken", "no_text")


def test_pictures_of_pages_have_no_text() -> None:
    assert read(pdf("", "")).outcome == "no_text"


@pytest.mark.parametrize(("made", "outcome"), [(bomb, "too_large"), (with_entities, "broken")])
def test_files_made_to_do_harm_are_not_unpacked(made: object, outcome: str) -> None:
    assert callable(made)
    # With less memory than unpacking it takes.
    assert read(made(), replace(LIMITS, memory_bytes=400_000_000)).outcome == outcome


def test_huge_file_is_not_even_copied() -> None:
    assert extract(io.BytesIO(), LIMITS.file_bytes + 1).outcome == "too_large"


def test_reader_that_runs_out_of_memory_ends_alone() -> None:
    text = read(pdf("Naloxone."), replace(LIMITS, memory_bytes=40_000_000))
    assert text.outcome in ("broken", "too_large")


def test_reading_ends_when_its_time_is_up() -> None:
    with pytest.raises(OutOfTimeError):
        read(pdf("Naloxone."), replace(LIMITS, seconds=0.01))
