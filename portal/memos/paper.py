"""What a memo is printed on, in points; `theme/sass/memo.scss` says the same in CSS.

As wide as A4 leaves room for, and as high as US Letter: it fits on both.
"""

WIDTH = 523.0
# Of the 720 between the margins; browsers add some between the lines.
HEIGHT = 704.0

# Sizes of type, each with the height of its lines.
TITLE, TITLE_LINE = 16.0, 18.0
HEAD, HEAD_LINE = 8.4, 11.0
TEXT, TEXT_LINE = 8.4, 11.0
SECTION, SECTION_LINE = 9.5, 12.0
TABLE, TABLE_LINE = 7.7, 9.3
NOTE, NOTE_LINE = 6.9, 8.4
