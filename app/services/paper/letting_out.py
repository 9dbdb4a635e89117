"""An attachment that leaves the store as a file in clear: through the gate, for a reason, recorded.

What the program does not show (a text document, a recording) must be readable somewhere. Who let it out, when and why
is a note of its file, as a change of marking is; a visit or a person has no notes: there it is a line among the
attachments, a text that says so. It names the attachment by the hash of its content, for the note is read by whoever
has the file, and the attachment may be marked higher.
"""

from pathlib import Path

from app.core.errors import UserError
from app.core.i18n import N_, translate
from app.core.ids import Id
from app.history.blobs import read_content, whole_content
from app.models.enums import Action, Marking
from app.models.kinds.paper import Attachment
from app.models.kinds.threat import FileNote
from app.models.names.file_names import writable
from app.services.access_log import Access, log_in
from app.services.cases.attaching import NewAttachment, write_content
from app.services.cases.attachments import NotYetReceived
from app.services.desk import Desk, Unit
from app.services.exchange.release import ReasonMissing
from app.services.paper.leaving import leaving
from app.services.station.four_eyes import SECOND_ABOVE, SecondOfficer, require_for_leaving

CORE = "file_core"
NOTELESS = ("visit_core", "person", "event", "organisation", "place", "vehicle", "proposal")
"""Parts of roots that have attachments and no notes."""
HASH = 16
"""Letters of the content's hash: as many as a list of attachments shows."""
SAID = N_("Attachment saved as a file in clear ({hash}): {reason}")


class NoFileToNote(UserError):
    """There is no file in which it could be recorded."""

    sentence = N_("This attachment belongs to no file in which its leaving can be recorded. Nothing was written.")


def needs_second(marking: Marking) -> bool:
    """Tell whether an attachment marked so leaves with a second officer only."""
    return marking > SECOND_ABOVE


def let_out(
    desk: Desk, attachment: Id, folder: Path, reason: str, second: SecondOfficer | None = None, language: str = "en"
) -> Path:
    """Write an attachment into `folder`, for its owner to read only, and record who did so and why, in `language`.

    Above the marking of `four_eyes.SECOND_ABOVE` a second officer who may read it confirms, and signs the note. Nothing
    is there before it is recorded. Raises NotAllowed, NotThere, NotYetReceived, NoFileToNote, ReasonMissing,
    SecondOfficerNeeded, SameOfficer, FileInTheWay, FolderMissing, DiskFull, NotWritable.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with leaving(desk.keep_head) as out, desk.write() as unit:
        stream, kept = unit.stream_of(attachment, Attachment), unit.get(Attachment, attachment)
        for action in (Action.PRINT, Action.RELEASE):
            unit.require(action, stream)
        thing = unit.thing(stream)
        marking = thing.marking if isinstance(thing.marking, Marking) else Marking.NONE
        also = require_for_leaving(unit, second, marking, stream)
        home = _home(unit, thing.root)
        data = read_content(unit.connection, whole_content(unit.connection, attachment) or b"")
        if data is None:
            raise NotYetReceived
        out.write(folder / writable(kept.name), data)
        said = translate(SAID, language).format(hash=(kept.content or b"").hex()[:HASH], reason=reason.strip())
        _note(unit, home, said)
        log_in(unit, Access.WRITTEN_OUT, [attachment])
        unit.save(signed=also is not None, also=[also] if also else [])
    return out.target


def _home(unit: Unit, root: Id) -> Id:
    """Return where its leaving is noted, which this officer may write. Raises NotAllowed, NoFileToNote."""
    core = next(iter(unit.parts(root, CORE)), None)
    if core is not None:
        unit.require(Action.FILE, core)
        return core
    home = next((found for part in NOTELESS if (found := next(iter(unit.parts(root, part)), None))), None)
    if home is None:
        raise NoFileToNote
    unit.require(Action.ATTACH, home)
    return home


def _note(unit: Unit, home: Id, said: str) -> None:
    """Record that it left, with what the file or person is."""
    root, moment = unit.thing(home).root, unit.desk.clock.now()
    if home in unit.parts(root, CORE):
        unit.create(home, FileNote(file=root, moment=moment, text=said))
        return
    written = NewAttachment(description=said, taken=moment)
    write_content(unit, root, iter([said.encode()]), written, f"{moment:%Y-%m-%d}.txt")
