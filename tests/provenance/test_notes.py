"""Citations of several facts, shown as one."""

from portal.provenance.facts import Fact, FactGroup
from portal.provenance.models import Citation
from portal.provenance.notes import classified_from


def group(*citations: Citation) -> Citation:
    facts = [Fact(str(number), "Call", "x", [one]) for number, one in enumerate(citations)]
    [merged] = FactGroup(facts).citations
    return merged


def test_a_group_says_once_what_was_classified_from_which_words() -> None:
    merged = group(
        Citation(note=f"{classified_from('welfare checks')} As of May. Since 2023."),
        Citation(note=classified_from("trespass")),
        Citation(note=f"{classified_from('welfare checks')} As of May."),
    )
    assert merged.note == (
        "Classified by the portal from “welfare checks”, “trespass”.\nAs of May. Since 2023."
    )


def test_notes_without_a_full_stop_do_not_run_into_each_other() -> None:
    assert group(Citation(note="In the pilot"), Citation(note="Citywide")).note == (
        "In the pilot. Citywide."
    )


def test_what_sources_state_is_set_apart_by_semicolons_and_said_once() -> None:
    merged = group(Citation(stated="8 vans"), Citation(stated="2 cars"), Citation(stated="8 vans"))
    assert merged.stated == "8 vans; 2 cars"


def test_the_names_of_sources_in_all_notes_are_kept() -> None:
    first, second = Citation(note="See A-1."), Citation(note="See B-2.")
    first.named_sources, second.named_sources = (("A-1", "A"),), (("B-2", "B"),)
    assert group(first, second).named_sources == (("A-1", "A"), ("B-2", "B"))
