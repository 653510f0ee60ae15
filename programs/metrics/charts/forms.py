"""In which forms a picture is drawn: for a page, a phone, a memo, and whole, to take elsewhere."""

from enum import StrEnum


class Form(StrEnum):
    """Only the whole one has its title and sources in it; beside the others the page says them."""

    PAGE = "page"
    PHONE = "phone"
    # Low and wide, for a sheet of paper that is full.
    MEMO = "memo"
    WHOLE = "whole"

    @property
    def width(self) -> int:
        return _WIDTHS.get(self, 700)

    @property
    def margin(self) -> int:
        """A page has its own."""
        return 16 if self == Form.WHOLE else 0

    @property
    def has_words(self) -> bool:
        return self == Form.WHOLE


_WIDTHS = {Form.PHONE: 328, Form.MEMO: 900}
