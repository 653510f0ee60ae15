"""The City of Cambridge's release of February 7, 2024, and where each sentence lands."""

from dataclasses import dataclass

VISIT = "cities/cambridge-ma/durham-january-2024"
HEART = "cities/durham-nc/heart"
CARE = "cities/cambridge-ma/care"


@dataclass(frozen=True)
class Landing:
    """`fact` is a field, or `<relation>/<row>`; `shown` the words on the page where they differ."""

    fact: str
    words: str
    page: str = VISIT
    shown: str = ""


@dataclass(frozen=True)
class Sentence:
    text: str
    landings: list[Landing]


SENTENCES = [
    # Headlines
    Sentence(
        "Cambridge Public Safety Officials Visit Durham Crisis Response Program",
        [Landing("parties/cambridge", "Cambridge Community Safety Department")],
    ),
    Sentence(
        "Cambridge Public Safety Officials Visit the Durham, North Carolina Community Safety "
        "Department",
        [Landing("parties/durham", "Durham Community Safety Department")],
    ),
    # The visit
    Sentence(
        "In an effort to bolster its crisis response capabilities, the City of Cambridge recently "
        "sent a group of officials from the Community Safety, Police and Emergency Communications "
        "Departments to Durham, North Carolina to learn from the experiences and successes of the "
        "Durham Community Safety Department (DCSD).",
        [
            Landing("objectives", "bolster the crisis response capabilities"),
            Landing("objectives", "experiences and successes of the Durham Community Safety"),
            Landing("parties/durham", "Durham Community Safety Department"),
            Landing("parties/cambridge", "Cambridge Community Safety Department"),
            Landing("kind", "In person"),
            Landing("delegates/clinical", "Cambridge Community Safety Department"),
            Landing("delegates/police", "Cambridge Police Department"),
            Landing("delegates/police", "Police officer"),
            Landing(
                "delegates/emergency-communications",
                "Cambridge Emergency Communications Department",
            ),
            Landing("delegates/emergency-communications", "911 and dispatch"),
        ],
    ),
    Sentence(
        "Between January 22-24, 2024, staff learned about Durham's crisis response program "
        "operations, trainings and best practices.",
        [
            Landing("starts", "January 22, 2024", shown="January 22"),
            Landing("ends", "January 24, 2024", shown="24, 2024"),
            Landing("agenda/operations", "Operations and best practices"),
            Landing("agenda/trainings", "Trainings of Durham's crisis response program"),
            Landing("agenda/trainings", "Initial training curriculum"),
        ],
    ),
    Sentence(
        "Cambridge staff connected with their Durham counterparts, participated in daily learning "
        "sessions, rode along with team members, and witnessed mental health professional-led "
        "teams respond to a range of calls from trespassing to mental health emergencies.",
        [
            Landing("agenda/counterparts", "connected with their Durham counterparts"),
            Landing("agenda/daily-sessions", "Learning sessions each day"),
            Landing("agenda/ride-along", "rode along with HEART team members"),
            Landing("ride_alongs/heart-teams", "Mental health professional-led teams responding"),
            Landing("ride_alongs/heart-teams", "from trespassing to mental health emergencies"),
        ],
    ),
    Sentence(
        "This visit was conducted as the Cambridge Community Safety Department's Community "
        "Assistance Response and Engagement (CARE) Team finalizes its preparations to begin "
        "responding to select 9-1-1 calls this spring.",
        [
            Landing("visitor_phase", "Planning"),
            Landing("visitor_plan", "Community Assistance Response and Engagement (CARE) Team"),
            Landing("visitor_plan", "begin responding to select 9-1-1 calls in spring 2024"),
            Landing("acronym_expansion", "Community Assistance Response and Engagement", CARE),
        ],
    ),
    Sentence(
        "In addition to learning about their history, early challenges, and growth, DCSD "
        "leadership shared data on program utilization, response times, types of calls, strong "
        "working relationships with local public safety agencies, and highlights of the "
        "department's impact on community members.",
        [
            Landing("agenda/history", "History and early challenges"),
            Landing("agenda/growth", "10.1", shown="Growth"),
            Landing("agenda/use-and-response-times", "8.4", shown="Data on program utilization"),
            Landing("delegates/durham-leadership", "Department leadership"),
            Landing("agenda/use-and-response-times", "program utilization and response times"),
            Landing("agenda/types-of-calls", "types of calls"),
            Landing("agenda/types-of-calls", "Eligible call types"),
            Landing("shared_figures/program-utilization", "Program utilization"),
            Landing("shared_figures/response-times", "Response times"),
            Landing("shared_figures/types-of-calls", "Types of calls"),
            Landing("agenda/partners", "working relationships with local public safety agencies"),
            Landing("agenda/partners", "Police, fire, EMS relations"),
            Landing("agenda/impact", "department's impact on community members"),
        ],
    ),
    # Marie Mathieu
    Sentence(
        '"I was very pleased to witness how all the emergency response partners worked '
        'collaboratively behind the scenes and on scene to support their community members," '
        "said Marie Mathieu, Assistant Director of Clinical Services with the Cambridge Community "
        "Safety Department.",
        [
            Landing("quotes/mathieu", "I was very pleased to witness how all the emergency"),
            Landing("quotes/mathieu", "Marie Mathieu"),
            Landing("quotes/mathieu", "Assistant Director of Clinical Services"),
            Landing("quotes/mathieu", "Cambridge Community Safety Department"),
            Landing("delegates/clinical", "Assistant Director of Clinical Services"),
            Landing("lessons/respect", "both behind the scenes and on scene"),
        ],
    ),
    Sentence(
        "\"There was so much respect for each other's expertise, stepping up or back when "
        "appropriate, and even calling for assistance when necessary.",
        [
            Landing("quotes/mathieu", "There was so much respect for each other's expertise"),
            Landing("lessons/respect", "respect for each other's expertise"),
            Landing("lessons/respect", "Seen"),
            Landing("lessons/respect", "Police, fire, EMS relations"),
        ],
    ),
    Sentence(
        "Knowing how much our city cares for its members, I am so excited about the work we are "
        'doing to create a similar collaborative in Cambridge."',
        [
            Landing("quotes/mathieu", "to create a similar collaborative in Cambridge"),
            Landing("adoptions/collaborative", "A similar collaborative"),
            Landing("adoptions/collaborative", "Considered"),
        ],
    ),
    # The host
    Sentence(
        "Since launching in June 2022, Durham's Holistic Empathetic Assistance Response Team "
        "(HEART) Program has been working with 911 call centers to get social workers and crisis "
        "teams to respond to non-emergency mental health calls.",
        [
            Landing("snapshot/launched", "June 2022"),
            Landing("snapshot/model", "Works with 911 call centers to get social workers and"),
            Landing("acronym_expansion", "Holistic Empathetic Assistance Response Team", HEART),
        ],
    ),
    Sentence(
        "They have expanded their operations and now have daily coverage across the city 12 hours "
        "a day.",
        [Landing("snapshot/hours", "Expanded to daily coverage across the city, 12 hours a day")],
    ),
    Sentence(
        "Overall, they have responded to more than 12,000 calls, including unwanted or "
        "trespassing, mental health crisis, welfare checks, and more.",
        [
            Landing("snapshot/calls", "more than 12,000"),
            Landing("snapshot/call-types", "Unwanted or trespassing, mental health crisis,"),
        ],
    ),
    # Ryan Smith
    Sentence(
        'Ryan Smith, Director of DCSD, stated, "I am excited for the City of Cambridge and '
        "encouraged by the thoughtful approach they are taking to designing their alternative "
        "response program.",
        [
            Landing("quotes/smith", "I am excited for the City of Cambridge and encouraged by"),
            Landing("quotes/smith", "Ryan Smith"),
            Landing("quotes/smith", "Director"),
            Landing("quotes/smith", "Durham Community Safety Department"),
        ],
    ),
    # The release prints these two without a full stop between them.
    Sentence(
        "The Cambridge CARE Team is doing a lot of things that I think set us up for success here "
        "in DurhamThey are building a collaborative team across public safety, and they are "
        "taking time to learn from other cities.",
        [
            Landing("quotes/smith", "set us up for success here in Durham[.] They are building"),
            Landing("lessons/police-and-911", "setting an alternative response up for success"),
            Landing("lessons/police-and-911", "learning from other cities"),
        ],
    ),
    Sentence(
        "I was impressed that they brought police and emergency communications representatives "
        "with them on their site visit.",
        [
            Landing("quotes/smith", "I was impressed that they brought police and emergency"),
            Landing("lessons/police-and-911", "police and emergency communications staff"),
            Landing("lessons/police-and-911", "Told"),
            Landing("lessons/police-and-911", "Planning a visit"),
        ],
    ),
    Sentence(
        "I look forward to following their progress and being part of a community of practice "
        'where we all continue to learn from one another."',
        [Landing("quotes/smith", "being part of a community of practice where we all continue")],
    ),
    # The visitor's training
    Sentence(
        "From September through November 2023, the Cambridge CARE Team completed 12 weeks and 360 "
        "hours of training.",
        [
            Landing("visitor_team", "From September through November 2023"),
            Landing("visitor_team", "completed 12 weeks and 360 hours of training"),
        ],
    ),
    Sentence(
        "This training included de-escalation, conflict meditation, harm reduction, communication "
        "and structural dynamics, CPR and First Aid, sharps disposal, boundary setting, first "
        "responder training, and much more.",
        [
            Landing("preparations/training-topics", "de-escalation, conflict mediation, harm"),
            Landing("preparations/training-topics", "communication and structural dynamics, CPR"),
            Landing("preparations/training-topics", "sharps disposal, boundary setting, first"),
        ],
    ),
    Sentence(
        "In addition to classroom training, CARE responders received valuable field experience by "
        "participating in ride-alongs with First Step, Pro EMS, Fire, Police, Cambridge Community "
        "Engagement Team, and the local Multi-Disciplinary Outreach Team.",
        [
            Landing("preparations/field-rides", "Beside classroom training, CARE responders rode"),
            Landing("preparations/field-rides", "First Step, Pro EMS, Fire, Police"),
            Landing("preparations/field-rides", "Cambridge Community Engagement Team"),
            Landing("preparations/field-rides", "local Multi-Disciplinary Outreach Team"),
        ],
    ),
    Sentence(
        "The training program has included a host of team-building activities and chances to meet "
        "with various advocacy groups, organizations, businesses, and nonprofits in Cambridge.",
        [
            Landing("preparations/meetings", "Team-building activities, and chances to meet"),
            Landing("preparations/meetings", "advocacy groups, organizations, businesses and"),
        ],
    ),
    # Elizabeth Speakman
    Sentence(
        '"By leveraging the knowledge and experiences gained from this visit, I have increased '
        "confidence that Cambridge will be even more equipped to support the needs and well-being "
        'of our community members," said Elizabeth Speakman, Director of the Community Safety '
        "Department.",
        [
            Landing("quotes/speakman", "By leveraging the knowledge and experiences gained from"),
            Landing("quotes/speakman", "Elizabeth Speakman"),
            Landing("quotes/speakman", "Director"),
            Landing("delegates/director", "Elizabeth Speakman"),
            Landing("lessons/training-in-perspective", "raised confidence"),
        ],
    ),
    Sentence(
        "The three days spent with the Durham HEART Team put our three-month training into "
        "further perspective for our responder and clinical teams.",
        [
            Landing("quotes/speakman", "The three days spent with the Durham HEART Team put our"),
            Landing("lessons/training-in-perspective", "three-month training into perspective"),
            Landing("lessons/training-in-perspective", "Initial training curriculum"),
            Landing("delegates/clinical", "Mental health clinician"),
            Landing("delegates/responders", "Crisis responder"),
        ],
    ),
    # Contact
    Sentence(
        "To learn more about the Cambridge CARE Team and Community Safety Department, please visit "
        "https://www.cambridgema.gov/Departments/communitysafety, email info@cambridgesafety.org "
        "or call (617) 349-7200.",
        [
            Landing("ask", "https://www.cambridgema.gov/Departments/communitysafety"),
            Landing("ask", "info@cambridgesafety.org"),
            Landing("ask", "(617) 349-7200"),
        ],
    ),
]
