"""Links from running text to the glossary: the first use, and nothing else of the page changes."""

import pytest
from bs4 import BeautifulSoup

from portal.glossary.linking import with_links

WORDS = [
    ("MOU", "", None),
    ("co-response", "coresponse, co-responder", None),
    ("STAR", "", 7),
    ("R&D", "", None),
]


def linked(html: str, page: int | None = None) -> list[tuple[str, str]]:
    soup = BeautifulSoup(with_links(html, WORDS, page), "html.parser")
    return [(a.get_text(), str(a["href"])) for a in soup.select("a.term")]


def test_the_first_use_is_linked_and_only_that() -> None:
    html = "<p>An MOU first.</p><p>The MOU again.</p>"
    assert linked(html) == [("MOU", "/glossary/#mou")]
    assert with_links(html, WORDS, None).startswith("<p>An <a")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two MOUs, then", "MOUs,"),
        ("(MOU)", "(MOU)"),
        ("the MOU&#x27;s text", "MOU's"),
        ("Co-response ended", "Co-response"),
        ("co-responders came", "co-responders"),
        ("its R&amp;D unit", "R&D"),
    ],
)
def test_plurals_signs_and_other_spellings_are_the_same_term(text: str, found: str) -> None:
    assert [words for words, _address in linked(f"<p>{text}</p>")] == [found]


@pytest.mark.parametrize("text", ["MOUNTAIN", "mou", "pre-MOU", "MOU-like", "co-responsewise"])
def test_other_words_are_left_alone(text: str) -> None:
    assert linked(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    "html",
    [
        "<h2>MOU</h2>",
        "<li>MOU</li>",
        '<p><a href="/">an MOU here</a></p>',
        "<p>He said “an MOU is due” then</p>",
        "<p>He said &quot;an MOU is due&quot; then</p>",
        "<p>He said “a <span>big</span> MOU is due” then</p>",
        "<blockquote><p>An MOU</p></blockquote>",
        "<details><summary>x</summary><p>An MOU</p></details>",
        "<figure><p>An MOU</p></figure>",
        "<nav><p>An MOU</p></nav>",
        '<p class="kicker">An MOU</p>',
        '<div class="only-print small"><p>An MOU</p></div>',
        '<p title="an MOU here">None</p>',
    ],
)
def test_headings_links_quotes_sources_and_attributes_are_left_alone(html: str) -> None:
    assert with_links(html, WORDS, None) == html


def test_after_a_quote_terms_are_linked_again() -> None:
    assert linked("<p>He said “yes” to an MOU then</p>") == [("MOU", "/glossary/#mou")]


def test_a_page_does_not_explain_its_own_name() -> None:
    assert linked("<p>The STAR team</p>", page=7) == []
    assert linked("<p>The STAR team</p>", page=8) == [("STAR", "/glossary/#star")]


@pytest.mark.parametrize("separator", ["", " "])
def test_the_page_s_text_stays_as_it_was(separator: str) -> None:
    html = (
        '<p><span data-fact="summary">An MOU, (STAR) and co-response.</span><sup>1</sup></p>'
        "<p>Unclosed <b>MOU"
    )
    before = BeautifulSoup(html, "html.parser").get_text(separator).split()
    after = BeautifulSoup(with_links(html, WORDS, None), "html.parser").get_text(separator).split()
    assert before == after


def test_without_terms_nothing_is_done() -> None:
    assert with_links("<p>An MOU</p>", [], None) == "<p>An MOU</p>"
