"""What originators agreed to in a file, part by part: to which organisation what they wrote may go.

It is recorded and withdrawn by `app.services.cases.labels`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.paper import Attachment
from app.models.names.file_names import harmless
from app.services.desk import Desk
from app.services.naming import read_names


@dataclass(frozen=True, slots=True, repr=False)
class Agreed:
    """One organisation that may have one part; `name` is the attachment's, empty where the part says it all."""

    stream: Id
    part: str
    name: str
    organisation: Id
    receiver: str


def agreed_in(desk: Desk, file: Id, language: str) -> Sequence[Agreed]:
    """Return what was agreed to of the parts whose label this officer may change. Raises NotAllowed where none is."""
    with desk.read() as view:
        sql = "SELECT id FROM stream WHERE root = ? ORDER BY sid"
        streams = [bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (file,))]
        mine = [stream for stream in streams if view.may(Action.LABEL, stream)]
        if not mine:
            view.require(Action.LABEL, streams[0] if streams else file)
        found = {stream: sorted(view.thing(stream).consented) for stream in mine}
        attached = {stream: view.locate(Attachment, "sid = (SELECT sid FROM stream WHERE id = ?)", stream)
                    for stream in mine if found[stream]}  # fmt: skip
        names = {stream: ", ".join(harmless(one.name) for _, _, one in several) for stream, several in attached.items()}
        called = read_names(view, {uid for several in found.values() for uid in several}, language)
        return [
            Agreed(stream, view.thing(stream).part, names[stream], uid, called.get(uid, ""))
            for stream, several in found.items()
            for uid in several
        ]
