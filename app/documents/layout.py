"""How papers are laid out, by number: what was issued under an older one is printed again as it was, byte for byte.

The number is frozen with what a paper says. Who changes how papers that are issued look takes the next number here, and
asks at the place that changed whether the paper has it. Where the older look is not worth keeping nothing asks: such a
paper is not what the register knows, and its reprint is refused. So it is where a word of the catalogues was corrected
since: words have no numbers.
"""

ORDINAL_DAYS = 2
"""From here on the first of a French month is "1er"; before, "1"."""
OWN_LINES = 3
"""From here on a return form lists what its reader carries out; before, the measures of all."""
LAST_LETTER = 4
"""From here on the letter that says that every measure ended asks no more whether one is accepted."""

FIRST = 1
NEWEST = LAST_LETTER
