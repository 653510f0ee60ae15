import pytest

from portal.search.crisis import sounds_like_a_crisis


@pytest.mark.parametrize(
    "text",
    [
        "my neighbor is suicidal",
        "My Neighbour is SUICIDAL!!",
        "I want to die",
        "i dont want to live anymore",
        "he is going to kill himself",
        "my teenage daughter overdosed",
        "someone is hearing voices",
        "suicide hotline",
        "my son is in crisis",
        "quiero morir",
        "mi hijo se quiere matar",
        "mi vecina está en crisis",
        "no quiero vivir",
        "alguien con sobredosis",
        "pensamientos suicidas",
    ],
)
def test_person_in_need_is_heard(text: str) -> None:
    assert sounds_like_a_crisis(text)


@pytest.mark.parametrize(
    "text",
    [
        "suicide calls eligible",
        "which programs accept suicidal callers",
        "suicide prevention training",
        "overdose follow-up team",
        "crisis response model",
        "how does my city send a team to a mental health crisis call",
        "mental health crisis",
        "programas de respuesta a crisis",
        "show me suicide calls by year",
        "die casting",
        "",
        "\x00 \ud800",
    ],
)
def test_question_of_staff_is_told_apart(text: str) -> None:
    assert not sounds_like_a_crisis(text)
