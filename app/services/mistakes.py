"""The report of what the program did wrong, for whoever repairs it: classes and places in the code, nobody's name.

Officers cannot be asked for a hidden folder of their account: they save it where they say, on a stick as well.
"""

from datetime import datetime
from pathlib import Path

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.log import mistakes
from app.services.paper.leaving import leaving


class NoMistakes(UserError):
    """Nothing is in the log."""

    sentence = N_("The program has noted no mistake so far. Nothing was written.")


def save_report(folder: Path, now: datetime) -> Path:
    """Write the report into `folder`, for its owner to read only, and return the file. Nothing of the store is read.

    Raises NoMistakes, FileInTheWay, FolderMissing, DiskFull, NotWritable.
    """
    body = mistakes()
    if not body:
        raise NoMistakes
    with leaving(lambda: None) as out:
        out.write(folder / f"praesidium-{now:%Y%m%d-%H%M%S}.log", body)
    return out.target
