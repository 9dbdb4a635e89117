"""What papers can print, asked before it stands in a field that goes on paper; and where it stands if it came anyhow.

A name with a hole in it is another name: a paper prints every character or is refused. What is typed is refused at its
field; what a bundle, a list or an older version brought stays, and the refusal of the paper says in which fields it is.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_, translate
from app.core.ids import Id
from app.documents.missing_glyph import MissingGlyph
from app.documents.printing import check_prints
from app.models.fields import FieldSpec
from app.models.tables import projection_name
from app.services.among import AMONG, among
from app.services.desk import View

ALSO_PRINTED: Mapping[str, frozenset[str]] = {
    "officer": frozenset({"name"}),
    "organisation_entry": frozenset({"names"}),
    "decision": frozenset({"reason"}),
    "proposal": frozenset({"title", "reference"}),
    "proposal_reasons": frozenset({"necessity", "proportionality", "alternatives"}),
    "document_copy": frozenset({"recipient", "by_whom", "before_whom"}),
    "issued_document": frozenset({"state_reason"}),
    "disclosure": frozenset({"reason"}),
}
"""Fields, by kind, that stand on papers which are not of one file's facts: signatures, proposals, registers."""
_ORDINARY = re.compile("[\\t\\n -~\u00a0-\u024f\u0400-\u045f\u2010-\u2027\u2039\u203a\u20ac]*")
"""What every weight of the first font has: the fonts are not looked at for it."""


class NotOnPaper(UserError):
    """A character that no paper can print, in a field that goes on paper."""

    sentence = N_("The character {shown} ({code}) cannot be printed on paper. Leave it out, or write it otherwise.")


class GlyphMissing(MissingGlyph):
    """A paper that cannot be printed, and the fields in which the character stands: `where` are their labels."""

    sentence = N_(
        "The character {shown} ({code}) cannot be printed: no font on this workstation has it. It stands in: {where}. "
        "Nothing was issued. Write it otherwise there, or ask the administrator for its script."
    )

    def say(self, language: str = "en") -> str:
        """Return the sentence with the fields by their names."""
        where = "; ".join(translate(label, language) for label in self.where)
        return translate(self.sentence, language).format(shown=self.shown, code=self.code, where=where)


def goes_on_paper(kind: str, spec: FieldSpec) -> bool:
    """Tell whether what is typed into a field of that kind may be printed."""
    return bool(spec.meta.printed) or spec.name in ALSO_PRINTED.get(kind, ())


def check_printable(text: str) -> None:
    """Raise NotOnPaper on the first character of a text that no paper can print."""
    if _ORDINARY.fullmatch(text):
        return
    try:
        check_prints(text)
    except MissingGlyph as missing:
        raise NotOnPaper(shown=missing.shown, code=missing.code) from missing


def said_where(view: View, streams: Iterable[Id], recipients: Iterable[str], missing: MissingGlyph) -> MissingGlyph:
    """Return the refusal with the fields of these streams in which the character stands; as it is where in none."""
    where = ["Recipient"] if any(missing.character in one for one in recipients) else []
    directory = view.desk.trust.directory
    known = among([*streams, *([directory] if directory is not None else [])])
    for kind in view.desk.schema.kinds.values():
        for spec in kind.fields.values():
            if goes_on_paper(kind.name, spec) and _stands(view, projection_name(kind), spec, known, missing.character):
                where.append(spec.meta.label)
    return GlyphMissing(missing.character, where=tuple(dict.fromkeys(where))) if where else missing


def texts_of(value: Any) -> list[str]:
    """Return the texts of a field's value: itself, those of a list, or one for each language."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = tuple(value.values())
    return [one for one in value if isinstance(one, str)] if isinstance(value, tuple | list) else []


def _stands(view: View, table: str, spec: FieldSpec, streams: str, character: str) -> bool:
    sql = (
        f'SELECT 1 FROM {table} WHERE (instr("{spec.name}", ?) OR instr("{spec.name}", ?))'  # noqa: S608 - names of the schema
        f" AND sid IN (SELECT sid FROM stream WHERE id {AMONG}) LIMIT 1"
    )
    escaped = json.dumps(character)[1:-1]
    return view.connection.exec_driver_sql(sql, (character, escaped, streams)).first() is not None
