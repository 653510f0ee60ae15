import pytest

from portal.settings.environment import addresses


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("http://127.0.0.1:9200", ["http://127.0.0.1:9200"]),
        ("https://search.example.gov", ["https://search.example.gov:443"]),
        (
            "https://user:pass%40word@a:9200, http://b/",
            ["https://user:pass%40word@a:9200", "http://b:80/"],
        ),
        ("http://[::1]:9200", ["http://[::1]:9200"]),
        ("https://[::1]", ["https://[::1]:443"]),
    ],
)
def test_addresses_are_read_each_with_its_port(text: str, read: list[str]) -> None:
    assert addresses(text) == read


@pytest.mark.parametrize("text", ["search.example.gov:9200", "ftp://a", "https://", "9200"])
def test_what_is_no_address_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="write addresses like https://"):
        addresses(text)
