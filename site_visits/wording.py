"""What a page calls things, by the kind of visit: a cohort is no travel, a webinar has no days."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Wording:
    """The headings and labels of one kind; whole phrases, so that they can be translated.

    `travels` says whether the visitors went somewhere: only then are ride-alongs, hours on the
    road and notes of their own after some months asked for.
    """

    travels: bool
    noun: Words
    short: Words
    host: Words
    visitor: Words
    host_role: Words
    visitor_role: Words
    visitors: Words
    before: Words
    before_text: Words
    stood: Words
    why: Words
    who: Words
    who_gap: Words
    met: Words
    lessons_text: Words
    lessons_gap: Words
    took: Words
    they_took: Words
    itself: Words
    about: Words
    ask: Words
    told: Words
    seen: Words
    account: Words

    def took_by(self, visitor: str) -> str:
        """ "What Cambridge CARE Team took home"."""
        return str(self.took) % {"visitor": visitor}


VISIT = Wording(
    travels=True,
    noun=_("Site visit"),
    short=_("Visit"),
    host=_("Host"),
    visitor=_("Visitor"),
    host_role=_("Host: showed how it works"),
    visitor_role=_("Visitor: came to learn"),
    visitors=_("the visitors"),
    before=_("Before they went"),
    before_text=_("Where the visitors stood, and why they went"),
    stood=_("Where the visitors stood"),
    why=_("Why they went"),
    who=_("Who traveled"),
    who_gap=_("Who traveled: agencies, disciplines, how many. No names are needed."),
    met=_("Whom they met"),
    lessons_text=_("What the visitors carried away"),
    lessons_gap=_("What would you tell a city that plans the same visit?"),
    took=_("What %(visitor)s took home"),
    they_took=_("What they took home"),
    itself=_("The visit."),
    about=_("About this visit"),
    ask=_("Ask about this visit"),
    told=_("Told on the visit"),
    seen=_("Seen on the visit"),
    account=_("The visitors’ account"),
)
# Remote, or the host came: nobody of the visitors was on the road.
MEETING = replace(
    VISIT,
    travels=False,
    before=_("Before they met"),
    before_text=_("Where the visitors stood, and why they asked"),
    why=_("What it was for"),
    who=_("Who took part"),
    who_gap=_("Who took part: agencies, disciplines, how many. No names are needed."),
    took=_("What %(visitor)s took from it"),
    they_took=_("What they took from it"),
)
PEER_EXCHANGE = replace(
    MEETING,
    noun=_("Peer exchange"),
    short=_("Peer exchange"),
    host=_("Shared"),
    visitor=_("Learned"),
    host_role=_("Shared: told how it works"),
    visitor_role=_("Learned: asked how it works"),
    visitors=_("those who learned"),
    before=_("Before the exchange"),
    before_text=_("Where those who learned stood, and what it was for"),
    stood=_("Where those who learned stood"),
    met=_("Whom they learned from"),
    lessons_text=_("What was learned"),
    lessons_gap=_("What would you tell another city of it?"),
    itself=_("The exchange."),
    about=_("About this exchange"),
    ask=_("Ask about this exchange"),
    told=_("Told in the exchange"),
    seen=_("Seen in the exchange"),
    account=_("The story of it"),
)
COHORT = replace(
    PEER_EXCHANGE,
    noun=_("Cohort"),
    short=_("Cohort"),
    host=_("Organizer"),
    visitor=_("Member"),
    host_role=_("Organizer: held the cohort"),
    visitor_role=_("Members: took part to learn"),
    visitors=_("the members"),
    took=_("What the members took from it"),
    before=_("Before the cohort"),
    before_text=_("Where the members stood, and what it was for"),
    stood=_("Where the members stood"),
    itself=_("The cohort."),
    about=_("About this cohort"),
    ask=_("Ask about this cohort"),
    told=_("Told in the cohort"),
    seen=_("Seen in the cohort"),
)
WEBINAR = replace(
    PEER_EXCHANGE,
    noun=_("Webinar"),
    short=_("Webinar"),
    host=_("Host"),
    visitor=_("Audience"),
    host_role=_("Host: held it or spoke"),
    visitor_role=_("Audience: heard how it works"),
    visitors=_("the audience"),
    took=_("What the audience took from it"),
    before=_("Before the webinar"),
    before_text=_("Where the audience stood, and what it was for"),
    stood=_("Where the audience stood"),
    met=_("Who spoke"),
    itself=_("The webinar."),
    about=_("About this webinar"),
    ask=_("Ask about this webinar"),
    told=_("Told in the webinar"),
    seen=_("Seen in the webinar"),
)
LEARNING_SITES = replace(
    PEER_EXCHANGE,
    noun=_("Learning site program"),
    short=_("Learning site program"),
    host=_("Organizer"),
    visitor=_("Visitor"),
    host_role=_("Organizer: runs the program"),
    visitor_role=_("Visitor: comes to learn"),
    visitors=_("the visitors"),
    took=_("What the visitors took from it"),
    before=_("Before it began"),
    before_text=_("Where the visitors stand, and what it is for"),
    stood=_("Where the visitors stand"),
    why=_("What it is for"),
    itself=_("The program."),
    about=_("About this program"),
    ask=_("Ask about this program"),
    told=_("Told by the program"),
    seen=_("Seen in the program"),
)
_BY_KIND = {
    "virtual": MEETING,
    "host_came": MEETING,
    "cohort": COHORT,
    "peer_exchange": PEER_EXCHANGE,
    "webinar": WEBINAR,
    "learning_site_program": LEARNING_SITES,
}


def wording_of(kind: str) -> Wording:
    """Where the kind is not recorded, the words of a visit: that is what the page was made as."""
    return _BY_KIND.get(kind, VISIT)
