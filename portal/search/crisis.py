"""Which searches sound like a person in need, or like somebody beside one.

Whoever is in need sees the numbers to call before any result. To show them once too often costs
a reader a glance; staff who ask how to answer "suicide calls" are still told apart, because they
rarely write of themselves or of one near them. To be read by a clinician before a launch.
"""

import re
import unicodedata

# Said of oneself or another, these need no further word.
_ALWAYS = (
    r"(kill|hurt|harm|cut|shoot|hang)(ing)? (myself|himself|herself|themsel(f|ves)|yourself)",
    r"(end|ending|take|taking) (my|his|her|their) (own )?life",
    r"(want|wants|wanted|going|ready|wish) to die",
    r"(don.?t|do not|doesn.?t) want to (live|be alive)",
    r"suicide (hotline|helpline|lifeline number)",
    r"commit(ting)? suicide",
    # Spanish.
    r"(suicidarme|suicidarse|matarme|matarse|lastimarme|cortarme|quitarme la vida)",
    r"(quiero|quiere|quieren) (morir|morirme|morirse)",
    r"no (quiero|quiere) (vivir|seguir viviendo)",
    r"se quiere (matar|suicidar|morir|lastimar)",
    r"me quiero (matar|suicidar|morir|lastimar)",
    r"pensamientos suicidas|ideas suicidas",
)

# Of whom: oneself, or one near.
_WHOM = (
    r"i am|i.?m|i feel|help me|he.?s|she.?s|he is|she is|they are|they.?re",
    r"someone|somebody|person is|man is|woman is|kid is|friend is",
    (
        r"my (\w+ )?(son|daughter|child|kid|teen|teenager|baby|husband|wife|spouse|partner"
        r"|boyfriend|girlfriend|friend|mother|mom|mum|father|dad|parents?|brother|sister|uncle|aunt|cousin"
        r"|nephew|niece|grand\w+|neighbou?rs?|room ?mate|coworker|student|tenant|patient)"
    ),
    # Spanish.
    r"yo|estoy|me siento|alguien|ayudame|ayuda",
    (
        r"mi (\w+ )?(hij[oa]|espos[oa]|marido|mujer|pareja|novi[oa]|amig[oa]|madre|mama|padre|papa"
        r"|herman[oa]|ti[oa]|prim[oa]|abuel[oa]|vecin[oa])"
    ),
)
_NEED = (
    r"suicid(e|al)|self.?harm(ing)?|overdos(e|ed|ing)|od.?ing|not breathing|unconscious",
    r"(in|having) (a )?(mental health |psychiatric )?crisis|hearing voices|psychotic|hopeless",
    r"(having )?(a )?(mental|nervous) breakdown|off (his|her|their) meds|with a (knife|gun)",
    # Spanish.
    r"suicid(a|io|arse)|sobredosis|en crisis|(oye|escucha) voces|no respira|inconsciente",
    r"autolesi(on|ones)|ataque de nervios",
)


def _one_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_ALWAYS_SAID, _SOMEBODY, _IN_NEED = map(_one_of, (_ALWAYS, _WHOM, _NEED))


def sounds_like_a_crisis(text: str) -> bool:
    plain = _plain(text)
    if _ALWAYS_SAID.search(plain):
        return True
    return bool(_SOMEBODY.search(plain) and _IN_NEED.search(plain))


def _plain(text: str) -> str:
    """Small letters without accents and signs: "Mi hijo está en crisis!" """
    letters = unicodedata.normalize("NFKD", text.lower())
    kept = (c if c.isalnum() or c in "'’" else " " for c in letters if not unicodedata.combining(c))
    return " ".join("".join(kept).split())
