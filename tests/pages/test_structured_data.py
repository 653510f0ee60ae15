import json

from portal.pages.structured_data import structured_data


def test_no_value_closes_the_script_or_opens_another() -> None:
    text = structured_data({"@type": "Event", "name": "</script><!--<script>&\u2028"})
    assert not set("<>&") & set(text)
    assert json.loads(text)["name"] == "</script><!--<script>&\u2028"


def test_what_is_empty_is_left_out() -> None:
    assert set(json.loads(structured_data({"@type": "Event", "endDate": "", "step": []}))) == {
        "@context", "@type",
    }  # fmt: skip
