"""A whole service's work, invented: thousands of files with their people, measures and years, the same by seed.

Nothing of it is real. Names are put together from lists (family names that nobody bears, so far as one can know),
phone numbers are of ranges kept for fiction or that no subscriber can have, plates of a series that is not issued,
national register numbers end in a count that is given to nobody, mail goes to `.example`; municipalities are real,
streets are not.

`names`, `particulars` and `wording` say what things are called; `scale` how much there is of it and how unevenly;
`agenda` in which order it happens; `house`, `people`, `files`, `measures`, `asides` and `papers` let it happen;
`making` is the whole, in a new store that is marked for exercise.
"""

from app.invented.making import Made, generate
from app.invented.scale import Scale

__all__ = ["Made", "Scale", "generate"]
