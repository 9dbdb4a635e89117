"""For whom the measure is of which a raised task speaks: a page of them at a time, as far as names may be read."""

from collections.abc import Collection, Mapping

from app.core.i18n import N_, translate
from app.core.ids import Id
from app.history.claims import COUNTS
from app.models.enums import SubjectKind
from app.services.among import AMONG, among
from app.services.naming import read_names
from app.services.saying import TypeName
from app.services.situation.look import Look

_ON = f"""SELECT uid, NULL, subject, subject_kind FROM p_measure WHERE uid {AMONG}
    UNION ALL SELECT d.uid, m.type, m.subject, m.subject_kind
    FROM p_decision AS d JOIN p_measure AS m ON m.uid = d.subject AND m.sid = d.sid WHERE d.uid {AMONG}"""  # noqa: S608
"""Of a decision also the measure it is on: its task says what was decided, and not on what."""
_STANDS = f"SELECT uid, sid FROM entity WHERE uid {AMONG} AND kind <> 1 AND {COUNTS}"  # noqa: S608 - constants


def whom_of(look: Look, subjects: Collection[Id], language: str) -> Mapping[Id, str]:
    """Return what stands beneath the tasks about these measures and decisions; the officer sees those already.

    That the names are shown counts for the marking of `look`.
    """
    view, asked = look.view, among(subjects)
    rows = look.rows(_ON, asked, asked) if subjects else ()
    named = {bytes(row[2]) for row in rows if row[2]}
    look.readable(look.rows(_STANDS, among(named)))
    names = read_names(view, named, language)
    found = {}
    for uid, code, subject, kind in rows:
        whole = kind == SubjectKind.FILE.value
        whom = translate(N_("The whole file"), language) if whole else names.get(bytes(subject or b""), "")
        what = TypeName(code, view.lists).say(language) if code else ""
        found[bytes(uid)] = ", ".join(part for part in (what, whom) if part)
    return found
