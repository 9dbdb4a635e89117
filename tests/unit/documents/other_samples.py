"""Papers for centres, employers and supervisory bodies to print: fictional, in every script."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.documents.binder_content import BinderContent, BinderRemoval, BinderSheet
from app.documents.content import ContactLine, Recipient, SignatureLine
from app.documents.employer_content import EmployerContent
from app.documents.extract_content import ExtractContent, ExtractField, ExtractRecord, ExtractSection
from app.documents.recall_content import IndexEntry, RecallContent, SheetHeld
from app.documents.wording import SEALED
from tests.unit.documents.conftest import an_issue, measures, said, same

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
BEFORE = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
ARABIC, GEORGIAN = "محمد الحسن", "ნინო ალ-ჰასანი"
REPLACED = said("Vervangen", "Remplacé", "Ersetzt", "Replaced")


def a_recall(**changes: Any) -> RecallContent:
    content = RecallContent(
        issue=an_issue(registration="DR-2026-BRU1-0003", version=1, replaces=None), registration="D-2026-BRU1-0007",
        version=2, issued_at=BEFORE, name="VAN DEN BROECK, Hilde", native_name="", why=REPLACED, replaced_by=3,
        entries=(
            IndexEntry(said("Telefoon", "Téléphone", "Telefon", "Telephone"), "0470 12 34 56", stays=True),
            IndexEntry(said("Telefoon", "Téléphone", "Telefon", "Telephone"), "03 123 45 67"),
            IndexEntry(said("Naam", "Nom", "Name", "Name"), ARABIC, stays=True),
            IndexEntry(said("Naam", "Nom", "Name", "Name"), GEORGIAN),
            IndexEntry(said("Schuiladres", "Lieu sûr", "Sicherer Ort", "Safe house"), SEALED),
        ),
        held=(SheetHeld(1, 4, renewed=True), SheetHeld(2, 5)),
        recipients=(Recipient(1, "Noodcentrale Antwerpen"), Recipient(2, "CIC Bruxelles")),
    )  # fmt: skip
    return replace(content, **changes)


def a_sheet(tab: int = 1, **changes: Any) -> BinderSheet:
    sheet = BinderSheet(
        tab, f"D-2026-BRU1-{tab:04}", 1, 2, BEFORE, f"VOORBEELD {tab:03}, Hilde",
        household=((f"KIND {tab:03}", ARABIC),), phones=(f"0470 00 {tab:02} 00",),
        addresses=(f"Élisabethlaan {tab}, 2000 Antwerpen",),
    )  # fmt: skip
    return replace(sheet, **changes)


def a_binder(*sheets: BinderSheet, **changes: Any) -> BinderContent:
    content = BinderContent(
        issue=an_issue(registration="DB-2026-BRU1-0002", version=2), centre="Noodcentrale Antwerpen", since=BEFORE,
        sheets=sheets or (a_sheet(1), a_sheet(2, fresh=True, addresses=(SEALED,))),
        removals=(BinderRemoval("D-2025-BRU1-0099", 3, 1, "AL-HASSAN, Nino", REPLACED, GEORGIAN),),
        recipients=(Recipient(1, "Noodcentrale Antwerpen"),),
        signatures=(SignatureLine(same("NCCN"), "An Maes"),),
    )  # fmt: skip
    return replace(content, **changes)


def an_employer_letter(**changes: Any) -> EmployerContent:
    content = EmployerContent(
        issue=an_issue(registration="LE-2026-BRU1-0001", version=1, replaces=None), name="VAN DEN BROECK, Hilde",
        function=same("Rechter"), begins=date(2026, 11, 3), until=date(2026, 12, 19),
        measures=(replace(measures()[0], instruction=None, place="", contact=""),),
        contacts=(ContactLine(same("Permanentie NCCN"), "", "02 000 00 00", same("24/7")),),
        recipients=(Recipient(1, "Hof van beroep"),), signatures=(SignatureLine(same("NCCN"), "An Maes"),),
    )  # fmt: skip
    return replace(content, **changes)


def an_extract(**changes: Any) -> ExtractContent:
    name = ExtractField(said("Familienaam", "Nom", "Name", "Family name"), same("VAN DEN BROECK"))
    medical = ExtractField(said("Medisch", "Médical", "Medizinisch", "Medical"), SEALED, same("An Maes · BRU1"))
    marking = same("RESTRICTED")
    content = ExtractContent(
        issue=an_issue(registration="X-2026-BRU1-0001", version=1, replaces=None), name="VAN DEN BROECK, Hilde",
        native_name=GEORGIAN, entries=2,
        sections=(
            ExtractSection(
                same("Identiteit"),
                (
                    ExtractRecord(same("Persoon"), None, marking, same("P. Claes · BRU1"), (name,)),
                    ExtractRecord(same("Privé"), same("BP-2026-BRU1-0042"), marking, same("P. Claes"), (name, medical)),
                ),
            ),
            ExtractSection(same("Dreiging")),
        ),
        recipients=(Recipient(1, "Controleorgaan"),), signatures=(SignatureLine(same("NCCN"), "An Maes"),),
    )  # fmt: skip
    return replace(content, **changes)
