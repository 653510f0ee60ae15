import pytest

from portal.search.query import MAX_PAGE, MAX_WORDS, build_query, clean, page_number


def phrases(text: str) -> list[tuple[tuple[str, ...], ...]]:
    return [term.phrases for term in build_query(text).terms]


def typed(text: str) -> list[str]:
    return [term.typed for term in build_query(text).terms]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  training \t of\ncall-takers ", "training of call-takers"),
        ("ﬁeld ｔｒａｉｎｉｎｇ", "field training"),
        ("co–responder", "co-responder"),
        ("co‑responder", "co-responder"),
        ("“welfare check”", '"welfare check"'),
        ("the city’s team", "the city's team"),
        ("dis\x00patch\x07", "dispatch"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("call 9-1-1", "call 911"),
        ("call 9 1 1 now", "call 911 now"),
        ("9.1.1", "911"),
        ("9–1–1", "911"),
        ("9-8-8 or 3-1-1", "988 or 311"),
        ("24-9-1-1", "24-9-1-1"),
        ("1 2 3", "1 2 3"),
        ("", ""),
    ],
)
def test_text_is_brought_to_one_spelling(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dispatch", [(("dispatch",),)]),
        ("co-responder", [(("co", "responder"), ("coresponder",))]),
        ("coresponder", [(("coresponder",), ("co", "responder"))]),
        ("co worker", [(("co",), ("coworker",)), (("worker",), ("coworker",))]),
        ("de-escalation", [(("de", "escalation"), ("deescalation",))]),
        ("9-1-1", [(("911",), ("9", "1", "1"))]),
        ("911", [(("911",), ("9", "1", "1"))]),
        ("24/7", [(("24", "7"), ("247",))]),
        ("police/fire", [(("police",),), (("fire",),)]),
        ("12,000", [(("12", "000"), ("12000",))]),
        ("city's", [(("city",),)]),
        ('"welfare check"', [(("welfare", "check"),)]),
        ('"who pays for it"', [(("who", "pays", "for", "it"),)]),
        ('"police"', [(("police",),)]),
        ('lone "quote', [(("lone",),), (("quote",),)]),
        ('"two words" and "lone', [(("two", "words"),), (("lone",),)]),
        ("dispatch Dispatch DISPATCH", [(("dispatch",),)]),
    ],
)
def test_words_become_phrases_to_look_for(
    text: str, expected: list[tuple[tuple[str, ...], ...]]
) -> None:
    assert phrases(text) == expected


def test_stop_words_are_dropped_unless_they_are_all_there_is() -> None:
    assert typed("how do dispatchers decide which calls") == ["dispatchers", "decide", "calls"]
    assert typed("who are you") == ["who", "are", "you"]
    assert typed("don’t stop") == ["stop"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dispatch AND NOT police", ["dispatch", "police"]),
        ("NEAR(police dispatch, 5)", ["NEAR", "police", "dispatch", "5"]),
        ("disp* ^title title:police", ["disp", "title", "police"]),
        ("-police +dispatch {heading}: x", ["police", "dispatch", "heading", "x"]),
        ("'; DROP TABLE search_passage; --", ["DROP", "TABLE", "search", "passage"]),
        ("<script>alert(1)</script>", ["script", "alert", "1"]),
        ("%s %(matches)s", ["s", "matches"]),
    ],
)
def test_nothing_typed_is_syntax(text: str, words: list[str]) -> None:
    assert typed(text) == words


@pytest.mark.parametrize("text", ["", "   ", '"', '""', "!?*", "\x00", "–", "()", "\ud800"])
def test_text_without_words_asks_for_nothing(text: str) -> None:
    assert build_query(text).terms == ()


def test_words_beyond_the_cap_are_left_out_and_named() -> None:
    query = build_query(" ".join(f"word{number}" for number in range(MAX_WORDS + 2)))
    assert len(query.terms) == MAX_WORDS
    assert query.left_out == ("word32", "word33")


def test_words_of_a_quotation_count_towards_the_cap() -> None:
    quoted = '"' + " ".join(f"word{number}" for number in range(MAX_WORDS + 1)) + '"'
    query = build_query(f"dispatch {quoted} police")
    assert [term.typed for term in query.terms] == ["dispatch"]


def test_a_text_of_100_kilobytes_is_cut() -> None:
    query = build_query("dispatch " * 12_000)
    assert next(term.typed for term in query.terms) == "dispatch"
    assert len(query.text) <= 2_000


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("", 1),
        ("1", 1),
        ("7", 7),
        ("0", 1),
        ("-1", 1),
        ("abc", 1),
        ("1.5", 1),
        ("٣", 1),
        ("\x00", 1),
        (str(10**30), MAX_PAGE),
        ("9" * 10_000, MAX_PAGE),
    ],
)
def test_any_page_parameter_is_a_page(value: str, page: int) -> None:
    assert page_number(value) == page


def test_query_writes_its_own_address() -> None:
    query = build_query('"welfare check" & calls')
    assert query.to_querystring() == "q=%22welfare+check%22+%26+calls"
    assert query.with_page(3).to_querystring().endswith("&page=3")


def test_query_without_quotes_looks_for_the_single_words() -> None:
    query = build_query('"welfare check"').without_quotes()
    assert [term.typed for term in query.terms] == ["welfare", "check"]
