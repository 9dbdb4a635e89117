"""What has come to its end: files past their term, and erasures made elsewhere that wait to be confirmed here."""

from app.core.i18n import N_
from app.models.enums import Action, NeedKind
from app.services.erasing.proofs import later_in, waiting_in
from app.services.erasing.retention import due_in
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Opening, Raised

SCREEN = "erasing"


def past_term(look: Look) -> Listed:
    """Return one need for each file of the own organisation whose term has passed, for who may erase it."""
    if not look.view.may(Action.ERASE):
        return Listed()
    most = look.horizon.most
    due = [one for one in due_in(look.view, most + 1) if not one.held]
    look.files({one.file for one in due})
    sentence = N_("Its term of retention is over: erase it, or hand it over to the State Archives")
    found = [
        look.need(
            NeedKind.RETENTION, sentence, {}, file=one.file, opens=Opening(SCREEN, one.file),
            raised=Raised(one.file, one.kept_until.isoformat()),
        )
        for one in due[:most]
    ]  # fmt: skip
    return Listed(found, frozenset({NeedKind.RETENTION} if len(due) > most else ()))


def to_confirm(look: Look) -> Listed:
    """Return one need for the erasures that nobody confirmed here, and those of which something came afterwards."""
    count = waiting_in(look.view) if look.view.may(Action.IMPORT) else 0
    count += later_in(look.view) if look.view.may(Action.ERASE) else 0
    if not count:
        return Listed()
    sentence = N_("Erasures to confirm or to complete here: {count}")
    opens = Opening(SCREEN, None, "done")
    return Listed([look.need(NeedKind.ERASED, sentence, {"count": count}, file=None, opens=opens)])
