"""States and provinces, each with its place in a grid of equal tiles.

The grid keeps neighbors together as far as squares can; it follows the common tile maps of the
United States, with Canada's provinces and territories in the rows above.
"""

from typing import NamedTuple


class State(NamedTuple):
    code: str
    name: str
    column: int
    row: int


STATES = (
    State("YT", "Yukon", 1, 0),
    State("NT", "Northwest Territories", 2, 0),
    State("NU", "Nunavut", 3, 0),
    State("NL", "Newfoundland and Labrador", 11, 0),
    State("BC", "British Columbia", 1, 1),
    State("AB", "Alberta", 2, 1),
    State("SK", "Saskatchewan", 3, 1),
    State("MB", "Manitoba", 4, 1),
    State("ON", "Ontario", 5, 1),
    State("QC", "Quebec", 7, 1),
    State("NB", "New Brunswick", 8, 1),
    State("PE", "Prince Edward Island", 9, 1),
    State("NS", "Nova Scotia", 10, 1),
    State("AK", "Alaska", 0, 2),
    State("VT", "Vermont", 9, 2),
    State("NH", "New Hampshire", 10, 2),
    State("ME", "Maine", 11, 2),
    State("WA", "Washington", 1, 3),
    State("ID", "Idaho", 2, 3),
    State("MT", "Montana", 3, 3),
    State("ND", "North Dakota", 4, 3),
    State("MN", "Minnesota", 5, 3),
    State("IL", "Illinois", 6, 3),
    State("WI", "Wisconsin", 7, 3),
    State("MI", "Michigan", 8, 3),
    State("NY", "New York", 9, 3),
    State("RI", "Rhode Island", 10, 3),
    State("MA", "Massachusetts", 11, 3),
    State("OR", "Oregon", 1, 4),
    State("NV", "Nevada", 2, 4),
    State("WY", "Wyoming", 3, 4),
    State("SD", "South Dakota", 4, 4),
    State("IA", "Iowa", 5, 4),
    State("IN", "Indiana", 6, 4),
    State("OH", "Ohio", 7, 4),
    State("PA", "Pennsylvania", 8, 4),
    State("NJ", "New Jersey", 9, 4),
    State("CT", "Connecticut", 10, 4),
    State("CA", "California", 1, 5),
    State("UT", "Utah", 2, 5),
    State("CO", "Colorado", 3, 5),
    State("NE", "Nebraska", 4, 5),
    State("MO", "Missouri", 5, 5),
    State("KY", "Kentucky", 6, 5),
    State("WV", "West Virginia", 7, 5),
    State("VA", "Virginia", 8, 5),
    State("MD", "Maryland", 9, 5),
    State("DE", "Delaware", 10, 5),
    State("AZ", "Arizona", 2, 6),
    State("NM", "New Mexico", 3, 6),
    State("KS", "Kansas", 4, 6),
    State("AR", "Arkansas", 5, 6),
    State("TN", "Tennessee", 6, 6),
    State("NC", "North Carolina", 7, 6),
    State("SC", "South Carolina", 8, 6),
    State("DC", "District of Columbia", 9, 6),
    State("OK", "Oklahoma", 4, 7),
    State("LA", "Louisiana", 5, 7),
    State("MS", "Mississippi", 6, 7),
    State("AL", "Alabama", 7, 7),
    State("GA", "Georgia", 8, 7),
    State("HI", "Hawaii", 0, 8),
    State("TX", "Texas", 4, 8),
    State("FL", "Florida", 9, 8),
)
