"""In which forms a picture is drawn: for a page, for a phone, and whole, to be taken elsewhere."""

from enum import StrEnum


class Form(StrEnum):
    """Only the whole one has its title and sources in it; beside the others the page says them."""

    PAGE = "page"
    PHONE = "phone"
    WHOLE = "whole"

    @property
    def width(self) -> int:
        return 328 if self == Form.PHONE else 700

    @property
    def margin(self) -> int:
        """A page has its own."""
        return 16 if self == Form.WHOLE else 0

    @property
    def has_words(self) -> bool:
        return self == Form.WHOLE
