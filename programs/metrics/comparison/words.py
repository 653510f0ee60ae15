"""Verdicts in plain words; each rule and its words are declared once."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .residents import NoRate
from .rows import Outcome
from .verdicts import Level, Rule

LEVELS: dict[Level, Promise] = {
    Level.COMPARABLE: _("Comparable"),
    Level.WITH_CARE: _("Comparable with care"),
    Level.NOT_COMPARABLE: _("Not comparable"),
}

OUTCOMES: dict[Outcome, Promise] = {
    Outcome.NO_FIGURE: _("Nobody can say yet"),
    Outcome.ONE_FIGURE: _("One figure"),
    Outcome.COMPARABLE: LEVELS[Level.COMPARABLE],
    Outcome.WITH_CARE: LEVELS[Level.WITH_CARE],
    Outcome.NOT_COMPARABLE: LEVELS[Level.NOT_COMPARABLE],
}

RULES: dict[Rule, Promise] = {
    Rule.ALIKE: _("same count, same time"),
    Rule.ALMOST_ALIKE: _("same count, at most half a year apart"),
    Rule.MEASURE: _("different questions"),
    Rule.DEFINITION: _("counted in different ways"),
    Rule.CLOCK: _("nobody says when the clock starts"),
    Rule.CURRENCY: _("different currencies, or none stated"),
    Rule.UNDATED: _("the years are not stated"),
    Rule.CUMULATIVE: _("one counts since the start, the other does not"),
    Rule.AGES: _("both count since the start, which was not the same"),
    Rule.LENGTH: _("the periods are not equally long"),
    Rule.FAR_APART: _("more than three years lie between them"),
    Rule.DISPUTED: _("sources disagree"),
    Rule.BOUND: _("“more than”, “nearly” and “less than” are bounds"),
    Rule.RANGE: _("a source gives a range"),
    Rule.ESTIMATE: _("“about” is an estimate"),
    Rule.PLANNED: _("one is a plan"),
    Rule.AREA: _("one covers a part of the place"),
    Rule.FIRST_YEAR: _("a first year of operation"),
    Rule.SINCE_THE_START: _("counted since the start"),
    Rule.CALENDARS: _("a fiscal year and another year"),
    Rule.OTHER_TIME: _("other years"),
    Rule.OTHER_LENGTH: _("periods of other lengths"),
    Rule.DATE_UNKNOWN: _("a period is not stated"),
}

NO_RATES: dict[NoRate, Promise] = {
    NoRate.A_RANGE: _("the source gives a range"),
    NoRate.NO_COUNT: _("only counts are set against residents"),
    NoRate.NOT_A_YEAR: _("the figure is not of a full year"),
    NoRate.PART_OF_THE_PLACE: _("the figure covers a part of the place"),
    NoRate.NO_POPULATION: _("no population is recorded"),
    NoRate.POPULATION_UNDATED: _("the population has no year in its source"),
    NoRate.POPULATION_OF_ANOTHER_TIME: _(
        "the population was counted more than three years before or after"
    ),
}
