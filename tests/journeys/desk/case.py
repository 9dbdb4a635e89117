"""The acts of a whole case that no other journey has, and what goes wrong on its way.

Where something is refused, the act looks for the words of the refusal and for what was typed, and only then goes on.
"""

import time
from pathlib import Path

from tests.journeys.desk import officers
from tests.journeys.desk.window_driver import Window

MOST_LOST = 2.0
"""Seconds of typing that a power cut may take."""
DAMAGED = "Le contenu de ce paquet d’échange est endommagé ou a été modifié"
NO_REASON = "Indiquez le motif de cette décision."
LEFT_EMPTY = "Complétez ce champ."
IN_FRENCH = ("instruction_fr", "Instructie, Frans")
IN_DUTCH = ("instruction_nl", "Instruction, Néerlandais")
"""The button of the other language, and what the field is called then."""
MOST_KEYS = 25
"""Keys from a call to its report, besides what one writes."""


def refused(window: Window, sheet: str, field: str, words: str, typed: str) -> None:
    """Try to do what a sheet is for: a field says why not, and what was typed in it stands."""
    window.key("ctrl+Return")
    window.see(id=officers.editor(field), says=words)
    window.see(id=officers.editor(field), text=typed)
    window.see(id=f"{sheet}_act")


def nobody(window: Window, typed: str) -> None:
    """Look for somebody who is not there: it says what else to try, and what was typed stands."""
    window.key("ctrl+k")
    window.type(typed)
    window.see(id="find_box", says="Niets gevonden. Probeer een deel van de naam*")
    window.see(id="find_box", text=typed)


def call(window: Window, typed: str, name: str, shown: str) -> None:
    """Find who rings while the telephone rings: the call card opens on the name."""
    window.key("ctrl+k")
    window.type(typed)
    window.see(id="find_box", says=name)
    window.key("Return")
    window.see(shown, id="call_name")


def note(window: Window, text: str, who: str) -> None:
    """Write down what was said on the telephone."""
    officers.turn_to(window, "Notities")
    window.key("ctrl+shift+n")
    window.see(id="new_note_act")
    officers.fill(window, "text", text)
    officers.fill(window, "with_whom", who)
    officers.choose(window, "channel", "tel", "telefo*")
    officers.act(window, "new_note")
    window.see("Notities 1", role="page tab")


def begin_report(window: Window, half: str) -> None:
    """Begin a threat report and stop in the middle of it."""
    officers.turn_to(window, "Meldingen")
    window.key("ctrl+r")
    window.see(id="new_report_act")
    officers.choose(window, "form", "achter", "achtervolging*")
    officers.fill(window, "description", half)


def go_on(window: Window, what: str, sheet: str, field: str, typed: str) -> None:
    """Go on with what was typed and not saved: it stands there as it was typed."""
    window.press(id="status_drafts")
    window.press(f"{what}*", id="drafts_rows", role="table cell")
    window.press(id="draft_open", state="enabled")
    window.see(id=f"{sheet}_act")
    window.see(id=officers.editor(field), text=f"{typed}*")


def finish_report(window: Window, text: str, typed: str, name: str) -> None:
    """Write the report to its end; the calendar does not know the day that is typed first."""
    officers.fill(window, "moment", "32/13/2026")
    refused(window, "new_report", "moment", "De kalender kent geen 32/13/2026*", "32/13/2026")
    officers.fill(window, "moment", "gisteren 21:00")
    officers.fill(window, "description", text)
    officers.choose(window, "targets", typed, name)
    officers.choose(window, "source_grade", "B", "B:*")
    officers.choose(window, "information_grade", "2", "2:*")
    officers.act(window, "new_report")
    window.see("Meldingen 1", role="page tab")


def call_to_report(window: Window, typed: str, name: str, text: str) -> int:
    """Make a call the report of a threat by keyboard alone; return how many keys it took, `text` not counted."""
    before = window.keys
    window.key("ctrl+k")
    letters = _lead(window, typed)
    window.see(id="find_box", says=name)
    window.key("ctrl+shift+c")
    window.see(id=officers.editor("form"), state="focused")
    letters += _lead(window, "tel")
    window.key("Tab", "Tab")
    window.see(id=officers.editor("description"), state="focused")
    window.type(text)
    window.key("Tab")
    letters += _lead(window, "x")
    window.key("Tab")
    letters += _lead(window, "4")
    window.key("Return", "ctrl+Return")
    window.gone(id="call_report_act")
    return window.keys - before + letters


def _lead(window: Window, letters: str) -> int:
    """Type what leads to something on a list: each letter is a key."""
    window.type(letters)
    return len(letters)


def ask(window: Window, question: str) -> None:
    """Ask the analysing service; which one is forgotten at first."""
    officers.turn_to(window, "Analyses")
    window.press(id="add_request")
    window.see(id="new_request_act")
    officers.fill(window, "question", question)
    window.key("ctrl+Return")
    window.see(id=officers.editor("service"), says="Vul dit in.")
    window.see(id=officers.editor("question"), text=question)
    officers.choose(window, "service", "ocad", "OCAD*")
    officers.act(window, "new_request")
    window.see("OCAD*", role="table cell")


def analyse(window: Window) -> None:
    """Record what the service answered; at first it was over before it was made."""
    window.press(id="add_analysis")
    window.see(id="new_analysis_act")
    officers.choose(window, "service", "ocad", "OCAD*")
    officers.choose(window, "kind", "terror", "Terror*")
    officers.choose(window, "level", "ernst", "3 ERNSTIG")
    officers.fill(window, "dated", "vandaag")
    officers.fill(window, "reference", "2026/1187")
    officers.fill(window, "valid_until", "1/1/2026")
    refused(window, "new_analysis", "valid_until", "De dag tot wanneer de analyse geldig is*", "1 jan 2026")
    window.see(id=officers.editor("reference"), text="2026/1187")
    officers.fill(window, "valid_until", "+30")
    officers.act(window, "new_analysis")
    window.see("3 ERNSTIG", id="file_level")


def in_both(window: Window, first: str, other: tuple[str, str], second: str) -> None:
    """Write an instruction in the language it is shown in, and in the other; it has the keyboard or is in sight."""
    field = officers.editor("instruction")
    if not window.sees(id=field, state="focused"):
        window.press(id=field)
        window.see(id=field, state="focused")
    window.key("ctrl+a")
    window.type(first)
    window.key("shift+Tab")  # the buttons may lie above what is seen
    window.press(id=other[0])
    window.see(other[1], id=field)
    window.tab_to(field)
    window.key("ctrl+a")
    window.type(second)


def begin_measure(window: Window, kind: tuple[str, str], service: tuple[str, str]) -> None:
    """Begin a proposal: of a kind, by a service; each as typed and as found."""
    officers.turn_to(window, officers.MEASURES)
    window.key("ctrl+m")
    window.see(id="new_measure_act")
    officers.choose(window, "type", *kind)
    officers.choose(window, "executing", *service)
    officers.fill(window, "start", "vandaag")


def propose_reversed(window: Window, dutch: str, french: str) -> None:
    """Propose patrols; their end lies before their start at first."""
    begin_measure(window, ("patrou", "patrouilles*"), ("antw", "Politiezone*"))
    in_both(window, dutch, IN_FRENCH, french)
    officers.fill(window, "end", "gisteren")
    window.key("ctrl+Return")
    window.see(id=officers.editor("end"), says="De eind- of evaluatiedatum ligt vóór de begindatum.*")
    officers.fill(window, "end", "+28")
    officers.act(window, "new_measure")
    window.see("Politiezone Antwerpen", role="table cell")


def outlast(window: Window, seconds: float = MOST_LOST) -> None:
    """Look at the window until what was typed last is due to be kept."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        window.tree()


def may_not_approve(window: Window) -> None:
    """Try to approve one's own proposal: the button says that a colleague must, and its key does nothing."""
    why = "U stelde deze maatregel voor: een collega registreert wat erover beslist wordt."
    window.see(why, id="panel_own")
    window.see(id="decide_approve", says=why)
    window.key("g")
    window.gone(id="record_decision")


def choose_measure(window: Window, name: str) -> None:
    """Take one of the measures of the file in hand."""
    window.press(f"{name}*", id="measures_rows", role="table cell")
    window.see(f"{name}*", id="panel_type")


def reduce(window: Window, name: str, dutch: str, french: str, why: str) -> None:
    """Evaluate a measure and reduce it, by its key, in French; a reason is asked for."""
    officers.turn_to(window, officers.spoken(window, officers.MEASURES))
    choose_measure(window, name)
    window.key("l")
    window.see(id=officers.editor("instruction"), state="focused")
    in_both(window, french, IN_DUTCH, dutch)
    officers.reach(window, "decider", "la ministre")
    window.key("ctrl+Return")
    window.see(id=officers.editor("reason"), says=LEFT_EMPTY)
    window.see(id=officers.editor("decider"), text="la ministre")
    window.see(id=officers.editor("instruction"), text=dutch)
    officers.reach(window, "reason", why)
    window.key("ctrl+Return")
    window.gone(id="record_decision")
    window.see(french, id="panel_instruction")


def end_measure(window: Window, name: str, why: str) -> None:
    """End a measure today, by its key."""
    choose_measure(window, name)
    window.key("e")
    window.see(id=officers.editor("end"), state="focused")
    window.key("ctrl+a")
    window.type("vandaag")
    officers.reach(window, "reason", why)
    window.key("ctrl+Return")
    window.gone(id="record_decision")


def refuse_bundle(window: Window, file: Path) -> None:
    """Choose a bundle that cannot be read; nothing of it is taken in. It is said in French."""
    officers.go_to(window, "exchange", "to_import")
    window.key("ctrl+shift+i")
    window.see(id="import_choose")
    window.key("ctrl+o")
    officers.answer(window, file)
    window.see(f"Refusé : rien n’a été intégré : {DAMAGED}*", id="import_refused")


def report_execution(window: Window, by_whom: str) -> None:
    """Report what was done of the chosen measure, in French: at first until a day that is to come."""
    window.see(id="report_execution")
    window.key("x")
    window.see(id="execution_act")
    for name, text in (("from_on", "aujourd’hui"), ("planned", "3"), ("done", "3"), ("not_done", "0")):
        officers.fill(window, name, text)
    officers.fill(window, "by_whom", by_whom)
    officers.fill(window, "to_on", "31/12/2099")
    window.key("ctrl+Return")
    window.see(id=officers.editor("to_on"), text="31 déc. 2099")
    window.see("Indiquez la période du rapport*", role="label")
    window.see(id=officers.editor("by_whom"), text=by_whom)
    officers.fill(window, "to_on", "aujourd’hui")
    officers.act(window, "execution")


def ask_to_close(window: Window) -> None:
    """Open the sheet that closes the file, by way of Ctrl+K."""
    window.key("ctrl+k")
    window.type("dossier sluiten")
    window.see(id="find_box", says="Het dossier sluiten*")
    window.key("Return")
    window.see(id="close_file_act")


def may_not_close(window: Window) -> str:
    """Try to close the file while measures run: it says how many. Return the reason that was chosen, and stays."""
    ask_to_close(window)
    officers.choose(window, "closing_reason", "drei", "de dreiging is geweken*")
    window.key("ctrl+Return")
    window.see("Maatregelen die nog voorgesteld, goedgekeurd of lopend zijn: 2.*", id="close_file_refused")
    chosen = window.see(id=officers.editor("closing_reason")).text
    window.key("Escape")
    window.gone(id="close_file_act")
    return chosen


def close_file(window: Window, chosen: str) -> None:
    """Close the file; the reason that was chosen before stands there still."""
    ask_to_close(window)
    window.see(id=officers.editor("closing_reason"), text=chosen)
    officers.act(window, "close_file")
    window.see("Afgesloten", id="file_state")


def open_file(window: Window, typed: str, title: str) -> None:
    """Find one's own file by Ctrl+K and open it."""
    officers.find_file(window, typed, title)
    window.see(id="file_state")
