"""A broken file stops the load before anything is written, and the message says where to look."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from portal.pages.models import HomePage
from portal.provenance.models import Source

SOURCES = "portal/provenance/example/sources.yaml"
OBSERVATIONS = "programs/metrics/example/observations/durham-heart.yaml"
TOPICS = "portal/taxonomy/lists/topics.yaml"
HEART = "programs/example/programs/durham-heart.yaml"
CARE = "programs/example/programs/cambridge-care.yaml"
DURHAM = "portal/pages/example/cities/durham-nc.yaml"
DISPATCH = "playbooks/example/playbooks/call-triage-dispatch.yaml"
ABOUT = "portal/pages/lists/standard_pages/about.yaml"

# The file, what is written in place of what, and what the message has to say.
FAULTS = {
    "syntax": (
        HEART,
        "title: Durham HEART",
        "title: [Durham",
        ["durham-heart.yaml", "not valid YAML in line"],
    ),
    "key given twice": (
        HEART,
        "title: Durham HEART",
        "title: A\ntitle: B",
        ["durham-heart.yaml", "line 5", "“title” is given twice"],
    ),
    "unknown part of a page": (
        HEART,
        "topics:",
        "topcis:",
        ["entry “heart”", "field “topcis”", "Did you mean “topics”"],
    ),
    "unknown field of a record": (
        SOURCES,
        "publisher: ICMA",
        "publsher: ICMA",
        ["entry “ICMA-DURHAM”", "field “publsher”", "Did you mean “publisher”"],
    ),
    "unknown column": (
        HEART,
        "  acronym:\n",
        "  acornym:\n",
        ["field “facts.acornym”", "Did you mean “acronym”"],
    ),
    "unknown relation": (HEART, "  trainings:", "  trainigs:", ["rows.trainigs", "“trainings”"]),
    "unknown field of a row": (
        CARE,
        '      hours: "360"',
        '      houres: "360"',
        ["entry “care”", "rows.trainings.initial.houres", "“hours”"],
    ),
    "term outside a list": (
        SOURCES,
        "kind: reference",
        "kind: encyclopedia",
        ["entry “WIKI-", "field “kind”", "“encyclopedia” is not one of: official"],
    ),
    "words that nobody classified": (
        HEART,
        "{classified: Citywide}",
        "{classified: Everywhere}",
        ["rows.coverage.citywide.extent", "classification.yaml does not say what “Everywhere” is"],
    ),
    "date that does not exist": (
        HEART,
        "date: 2022-06-27",
        "date: 2022-13",
        ["rows.milestones.launch.date", "Write a year, a month or a day"],
    ),
    "number in words": (
        OBSERVATIONS,
        "value: '805'",
        "value: many",
        ["entry “cities/durham-nc/heart/calls-responded/2022-06-27/2022-09-26", "field “value”"],
    ),
    "unknown source": (
        HEART,
        "{source: DUR-BONDLINK-2023}",
        "{source: DUR-BONDLINK-1923}",
        ["facts.who_pays.sources.1.source", "There is no source “DUR-BONDLINK-1923”"],
    ),
    "unknown topic": (HEART, '["4.1"', '["4.99"', ["field “topics”", "There is no topic “4.99”"]),
    "unknown metric": (
        HEART,
        "metric/response-time-avg",
        "metric/response-time-mean",
        ["facts.metric/response-time-mean", "There is no metric “response-time-mean”"],
    ),
    "unknown page": (
        OBSERVATIONS,
        "program: cities/durham-nc/heart",
        "program: cities/durham-nc/heat",
        ["field “program”", "There is no program “cities/durham-nc/heat”"],
    ),
    "link to a page of its part that is not there": (
        DISPATCH,
        "other: playbooks/eligible-calls",
        "other: playbooks/eligible",
        [
            "entry “call-triage-dispatch”",
            "rows.see_also.eligible-calls.other",
            "There is no knowledge page “playbooks/eligible”",
        ],
    ),
    "page of another kind": (
        HEART,
        "city: cities/durham-nc",
        "city: cities",
        ["rows.serves.durham.city", "“cities” is a list of cities; a city is wanted"],
    ),
    "parent that does not take it": (
        HEART,
        "parent: cities/durham-nc",
        "parent: cities",
        ["field “parent”", "A program cannot live under a list of cities"],
    ),
    "the same record twice": (
        SOURCES,
        "key: ABC11-2023-06",
        "key: ABC11-2022-12",
        ["entry “ABC11-2022-12”", "is there twice"],
    ),
    "the same slug twice": (
        TOPICS,
        "slug: pilot-design",
        "slug: choosing-a-model",
        ["entry “1.7”", "slug: another one has the same"],
    ),
    "two rows of one name": (
        HEART,
        "    - row: trespass",
        "    - row: panhandling",
        ["rows.call_types.panhandling", "Two rows have this name"],
    ),
    "figure out of range": (
        OBSERVATIONS,
        "value_to: '55'",
        "value_to: '525'",
        ["share-eligible-answered", "field “value_to”", "between 0 and 100"],
    ),
    "period that runs backwards": (
        OBSERVATIONS,
        "period_end: '2022-09-26'",
        "period_end: '2021-09-26'",
        ["field “period_end”", "ends before it begins"],
    ),
    "hours that cannot be read": (
        CARE,
        "We-Fr 10:00-17:00",
        "Wednesdays",
        ["rows.hours.september-2024.pattern", "Write days and times like this"],
    ),
    "value without a source": (
        HEART,
        "    value: HEART\n    sources:\n      - {source: CAM-RELEASE-2024-02}\n",
        "    value: HEART\n",
        ["facts.acronym", "has a value, but no source that states it"],
    ),
    "source without a value": (
        CARE,
        "says: not_found\n        note: No published outcome",
        "source: GEONAMES\n        note: No published outcome",
        ["facts.does_it_help", "but no value"],
    ),
    "another value that is not told": (
        HEART,
        "        stated: Holistic Empathetic Assistance Response Team\n",
        "",
        ["facts.acronym_expansion.sources.2.stated", "Write what this source states instead"],
    ),
    "sentence that is not there": (
        HEART,
        "{source: GPL-DURHAM, sentence: 2,",
        "{source: GPL-DURHAM, sentence: 7,",
        ["facts.does_it_help", "speaks of sentence 7; the text has 2"],
    ),
    "missing reference": (
        OBSERVATIONS,
        "  definition: calls-eligible\n",
        "",
        ["field “definition”", "is missing"],
    ),
    "address that is none": (
        HEART,
        "value: https://www.durhamnc.gov",
        "value: www durhamnc gov",
        ["facts.website", "valid URL"],
    ),
    "text that is too long": (
        HEART,
        "value: HEART",
        f"value: {'H' * 40}",
        ["facts.acronym", "at most 30 characters"],
    ),
    "group where text belongs": (
        DURHAM,
        "    value: North Carolina",
        "    value: {name: North Carolina}",
        ["entry “durham-nc”", "facts.state", "is a group of fields where text is wanted"],
    ),
    "unknown block": (
        ABOUT,
        "type: heading",
        "type: headline",
        ["entry “about”", "fields.body", "“headline” is not one of"],
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "old", "new", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_by_file_entry_and_field(name, old, new, words, break_file):
    def spoil(file):
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))

    message = _refusal(break_file(name, spoil))
    for expected in words:
        assert expected in message


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda file: file.write_bytes(b"title: caf\xe9\n"), "is not UTF-8 text (byte 10)"),
        (lambda file: file.write_text(""), "has to hold one page"),
        (lambda file: file.write_text("- a list\n"), "has to hold one page"),
        (lambda file: file.write_text("\x00"), "is not valid YAML"),
        (lambda file: file.write_text("? [a]\n: b\n"), "is no name of a field"),
        (lambda file: (file.unlink(), file.mkdir()), "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(spoil, words, break_file):
    assert words in _refusal(break_file(HEART, spoil))


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["key: value\n", "", "- plain text\n"])
def test_a_list_of_something_else_is_refused_in_words(text, break_file):
    message = _refusal(break_file(SOURCES, lambda file: file.write_text(text)))
    assert "has to hold" in message


@pytest.mark.django_db
def test_a_missing_file_is_named(break_file):
    assert "No such file" in _refusal(break_file(SOURCES, lambda file: file.unlink()))


@pytest.mark.django_db
def test_all_faults_are_told_at_once(break_file):
    def spoil(file):
        text = file.read_text()
        for old, new in (
            ("date: 2022-06-27", "date: soon"),
            ('["4.1"', '["44"'),
            ("  acronym:", "  akronym:"),
        ):
            text = text.replace(old, new, 1)
        file.write_text(text)

    message = _refusal(break_file(HEART, spoil))
    assert "Mend this first (3):" in message


@pytest.mark.parametrize("hostile", ["!!python/object/apply:os.system ['true']", "&a [*a]"])
@pytest.mark.django_db
def test_yaml_that_does_more_than_hold_text_is_refused(hostile, break_file):
    def spoil(file):
        file.write_text(file.read_text().replace("title: Durham HEART", f"title: {hostile}"))

    _refusal(break_file(HEART, spoil))


def _refusal(file) -> str:
    """What the command says; it has to name the file and to have written nothing."""
    with pytest.raises(CommandError) as refused:
        call_command("demo_load")
    assert file.name in str(refused.value)
    assert not HomePage.objects.exists()
    assert not Source.objects.exists()
    assert Page.objects.filter(title__startswith="Welcome").exists()
    return str(refused.value)
