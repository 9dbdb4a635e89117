"""What a letter to the employer says: that measures run for somebody who works there, and nothing it need not know.

It has no room for an address, an instruction, a level, or anybody but the person, so none of them can get on it.
"""

from dataclasses import dataclass
from datetime import date

from app.documents.content import ContactLine, Issue, MeasureLine, Recipient, SignatureLine
from app.documents.wording import LocalText


@dataclass(frozen=True, slots=True, repr=False)
class EmployerContent:
    """Everything that one letter says. Without `begins` no measure runs any more; `measures` are at the workplace.

    `until` is when the last one ends, or is looked at again.
    """

    issue: Issue
    name: str
    native_name: str = ""
    function: LocalText | None = None
    begins: date | None = None
    until: date | None = None
    measures: tuple[MeasureLine, ...] = ()
    contacts: tuple[ContactLine, ...] = ()
    changes: LocalText | None = None
    recipients: tuple[Recipient, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
