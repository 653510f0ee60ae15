"""Each fact of a page has one address, wherever and however often it is printed."""

from portal.theme.templatetags.addresses import with_addresses


def test_the_first_element_that_carries_a_fact_gets_its_address() -> None:
    html = '<p data-fact="status" data-source="A">Open</p><b data-fact="status">Open</b>'
    assert with_addresses(html) == (
        '<p data-fact="status" data-source="A" id="fact-status">Open</p>'
        '<b data-fact="status">Open</b>'
    )


def test_an_address_that_is_there_is_not_given_twice() -> None:
    html = '<b data-fact="status">Open</b><p id="fact-status" data-fact="status">Open</p>'
    assert with_addresses(html) == html


def test_an_element_keeps_the_address_that_it_has() -> None:
    html = '<li id="bring-police" data-fact="7f3a">Bring police</li><i data-fact="7f3a">seen</i>'
    assert with_addresses(html) == (
        '<li id="bring-police" data-fact="7f3a"><span id="fact-7f3a"></span>Bring police</li>'
        '<i data-fact="7f3a">seen</i>'
    )


def test_a_row_of_a_table_holds_no_mark() -> None:
    html = '<tr id="police" data-fact="7f3a"><td data-fact="7f3a">Bring police</td></tr>'
    assert with_addresses(html) == (
        '<tr id="police" data-fact="7f3a">'
        '<td data-fact="7f3a" id="fact-7f3a">Bring police</td></tr>'
    )


def test_text_that_looks_like_an_element_stays_text() -> None:
    html = '<p data-fact="a">&lt;b data-fact="x"&gt;</p>'
    assert 'id="fact-x"' not in with_addresses(html)
