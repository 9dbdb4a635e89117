"""The photograph of a person: an attachment of the person, made by this program from pixels it was shown.

What an officer dropped or pasted never comes here: the window decodes it in a process of its own, cuts it and encodes
it anew, so that nothing but the picture is in it. It goes where the public half of the person goes.
"""

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.blobs import read_content, whole_content
from app.models.enums import Action
from app.models.kinds.paper import Attachment
from app.models.kinds.persons import Person
from app.models.rules.media import HEAD, Media, media_of
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import write_attachment
from app.services.desk import Desk, View
from app.services.registers.persons import PUBLIC

NAME = "photo.jpg"
MOST = 512 << 10
"""Bytes of a photograph: far more than a JPEG of the size it is kept in has, and room enough in a frozen paper."""


class NoPhotograph(UserError):
    """Not a JPEG of the size the window makes."""

    sentence = N_("This photograph cannot be kept. Choose the picture again.")


def put_photo(desk: Desk, person: Id, jpeg: bytes) -> Id:
    """Give a person a photograph; return the attachment's id. The former one stays in the store, no longer shown.

    Raises NotAllowed, NotThere, NoPhotograph.
    """
    if not jpeg or len(jpeg) > MOST or media_of(jpeg[:HEAD]) is not Media.JPEG:
        raise NoPhotograph(field="photo")
    with desk.write() as unit:
        stream = unit.part(person, PUBLIC)
        unit.require(Action.REGISTER, stream)
        made = write_attachment(unit, person, iter([jpeg]), NewAttachment(), NAME)
        # A save of its own: what shows the photograph can be undone, that the attachment began cannot.
        unit.save()
        unit.change(stream, person, Person, {"photo": made})
        unit.save()
    return made


def drop_photo(desk: Desk, person: Id) -> bytes:
    """Show no photograph of a person any more; return the save that did it. Raises NotAllowed, NotThere."""
    with desk.write() as unit:
        stream = unit.part(person, PUBLIC)
        unit.require(Action.REGISTER, stream)
        unit.change(stream, person, Person, {"photo": None})
        return unit.save().head


def read_photo(view: View, person: Person) -> bytes | None:
    """Return the same within a view, for who may read the person: a photograph has a label of its own."""
    found = find_photo(view, person)
    return found[2] if found is not None and view.may(Action.READ, found[0]) else None


def find_photo(view: View, person: Person) -> tuple[Id, Attachment, bytes] | None:
    """Return the stream, record and content of a photograph, without asking for a right: it has a label of its own.

    None where it is not here, or is nothing that this program makes: another station's may not have made it.
    """
    for uid, stream, record in view.locate(Attachment, "uid = ?", person.photo or b""):
        content = whole_content(view.connection, uid) if (record.size or 0) <= MOST else None
        data = read_content(view.connection, content) if content is not None else None
        if data is not None and len(data) <= MOST and media_of(data[:HEAD]) is Media.JPEG:
            return stream, record, data
    return None
