"""How many lines words take in print, without setting them.

Sums the widths of Public Sans; a test sets many memos and counts their pages.
"""

from functools import lru_cache

# Widths in parts of the size of the type, of its regular weight; the bold one is wider.
_WIDTHS = {
    sign: width
    for width, signs in (
        (0.25, " .,:;!'ij|`’·"),
        (0.32, "()[]{}lI"),
        (0.40, '-/\\*Jrtf“”"'),
        (0.46, "1z^v"),
        (0.55, "?_cysa+<=>kx"),
        (0.59, "eo~hnuLFT–≠≈×"),
        (0.63, "#0234567bdpqY9EgPZ8"),
        (0.70, "$BSVKRCDXU"),
        (0.75, "&AGONQH"),
        (0.82, "w@"),
        (0.95, "mM%W"),
    )
    for sign in signs
}
_OTHERS = 0.65
_BOLD = 1.05


@lru_cache(maxsize=4096)
def width(words: str, size: float, *, is_bold: bool = False) -> float:
    """In the unit of the size."""
    parts = sum(_WIDTHS.get(sign, _OTHERS) for sign in words)
    return parts * size * (_BOLD if is_bold else 1)


@lru_cache(maxsize=4096)
def lines(words: str, room: float, size: float, *, is_bold: bool = False) -> int:
    """In a column of this width. A word that is wider than the column is broken."""
    space = width(" ", size, is_bold=is_bold)
    count, used = 0, room + 1
    for word in words.split():
        needed = width(word, size, is_bold=is_bold)
        if used + space + needed > room:
            count, used = count + 1, 0.0
        else:
            used += space
        count += int((used + needed) // room)
        used = (used + needed) % room
    return count
