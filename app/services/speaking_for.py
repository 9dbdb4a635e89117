"""Which entries of the register tell the numbers of an organisation of the directory.

Anybody may enter any organisation, and share what he entered: a number of his would stand on our papers and be rung
from our cards. Our own word counts, and that of the organisation about itself; of others only where neither is here,
and never about ourselves.
"""

from app.core.ids import Id
from app.models.kinds.registers import Organisation
from app.services.desk import View


def entries_for(view: View, entry: Id) -> list[tuple[Id, Id, Organisation]]:
    """Return (id, stream, record) of what speaks for an organisation of the directory, without asking for a right."""
    found = view.locate(Organisation, "entry = ?", entry)
    own = view.facts.organisation
    heard = [line for line in found if view.thing(line[1]).owner in (own, entry)]
    return heard or ([] if entry == own else found)
