"""What officers do at a window, as the journeys tell it: with keys where there is one, with the mouse where not.

Everything waits for what is to be seen; nothing is read from the program but what a screen reader is told.
"""

from pathlib import Path

from app.demo.setting import passphrase_of
from app.services.station.stations import Account
from tests.journeys.desk.window_driver import Window

MEASURES = "Maatregelen*"
IN_FRENCH = {
    MEASURES: "Mesures*",
    "Lopend*": "En cours*",
    "Teruggelezen en vergeleken*": "Relu et comparé*",
    "Het uitwisselingspakket*": "Le paquet d’échange*",
}
"""What officers of both languages look for."""


def spoken(window: Window, dutch: str) -> str:
    """Return what the window says for it to whoever sits there."""
    return dutch if window.language == "nl" else IN_FRENCH[dutch]


def editor(name: str) -> str:
    """Return where the line of a form's field is."""
    return f"editor_{name}.{name}"


def fill(window: Window, name: str, text: str) -> None:
    """Type into a field of the form in front."""
    window.type_into(editor(name), text)


def choose(window: Window, name: str, typed: str, said: str) -> None:
    """Type a part of what is wanted; take it once the list offers it."""
    window.type_into(editor(name), typed)
    window.see(id=editor(name), says=said)
    window.key("Return")


def reach(window: Window, name: str, text: str) -> None:
    """Go to a field by Tab, and type."""
    window.tab_to(editor(name))
    window.type(text)


def act(window: Window, sheet: str) -> None:
    """Do what the sheet in front is for, and wait until it is gone."""
    window.key("ctrl+Return")
    window.gone(id=f"{sheet}_act")


def unlock(window: Window, account: Account) -> None:
    """Sit down, confirm date and time, and read what must be read first."""
    window.type_into("unlock_login", account.login)
    window.type_into("unlock_passphrase", passphrase_of(account.login))
    confirm_the_clock(window)
    window.key("Return")
    if window.first_of("told_read", "main_window") == "told_read":
        window.press(id="told_read")
    window.see(id="bar_lock")


def confirm_the_clock(window: Window) -> None:
    """Say that date and time are right, where it is not said already: it is asked once in a run of the program."""
    if not window.sees(id="unlock_confirmed", state="checked"):
        window.press(id="unlock_confirmed")


def sit_down(window: Window) -> None:
    """Turn to the other workstation on the desk."""
    window.front()
    window.see(role="frame", state="active")


def speak_french(window: Window) -> None:
    """Choose French, for oneself alone; it stands second in the menu."""
    window.open_menu("bar_language")
    window.key("Down", "Down", "Return")
    window.see("Propositions", id="rail_proposals")
    window.language = "fr"


def lock(window: Window) -> None:
    """Leave the workstation to the next officer."""
    window.key("ctrl+l")
    window.see(id="unlock_passphrase")


def turn_to(window: Window, tab: str) -> None:
    """Turn to a part of the file that is open."""
    window.press(tab, id="file_tabs_bar", role="page tab")


def go_to(window: Window, room: str, sign: str) -> None:
    """Go to a room of the rail and wait for what stands in it."""
    window.press(id=f"rail_{room}")
    window.see(id=sign)


def add_person(window: Window, family: str, given: str) -> None:
    """Enter somebody in the register."""
    go_to(window, "persons", "new_person_button")
    window.key("ctrl+n")
    window.see(id="new_person_act")
    fill(window, "family_name", family)
    fill(window, "given_names", given)
    act(window, "new_person")
    window.see(f"{given} {family}", id="person_name")


def open_file(window: Window, title: str) -> None:
    """Open a file on the status of a person."""
    go_to(window, "threat_files", "new_file_button")
    window.key("ctrl+n")
    window.see(id="new_file_act")
    fill(window, "title", title)
    choose(window, "basis", "statuut", "Statuut van de persoon")
    act(window, "new_file")
    window.see("Open", id="file_state")


def involve(window: Window, typed: str, name: str) -> None:
    """Say who is threatened."""
    turn_to(window, "Personen")
    window.see(id="add_person")
    window.key("ctrl+i")
    window.see(id="involve_act")
    choose(window, "person", typed, name)
    choose(window, "role", "bedreigde", "Bedreigde persoon")
    act(window, "involve")
    window.see("Personen 1", role="page tab")


def report(window: Window, text: str, typed: str, name: str) -> None:
    """Record what happened."""
    turn_to(window, "Meldingen")
    window.see(id="add_report")
    window.key("ctrl+r")
    window.see(id="new_report_act")
    choose(window, "form", "achter", "achtervolging*")
    fill(window, "moment", "gisteren 21:00")
    fill(window, "description", text)
    choose(window, "targets", typed, name)
    choose(window, "source_grade", "B", "B:*")
    choose(window, "information_grade", "2", "2:*")
    act(window, "new_report")
    window.see("Meldingen 1", role="page tab")


def analyse(window: Window) -> None:
    """Record what the analysing service answered."""
    turn_to(window, "Analyses")
    window.press(id="add_analysis")
    window.see(id="new_analysis_act")
    choose(window, "service", "ocad", "OCAD*")
    choose(window, "kind", "terror", "Terror*")
    choose(window, "level", "ernst", "3 ERNSTIG")
    fill(window, "dated", "vandaag")
    fill(window, "valid_until", "+30")
    fill(window, "reference", "2026/1187")
    act(window, "new_analysis")
    window.see("3 ERNSTIG", id="file_level")


def propose(window: Window, instruction: str) -> None:
    """Propose patrols by the police zone."""
    turn_to(window, "Maatregelen")
    window.see(id="propose_measure")
    window.key("ctrl+m")
    window.see(id="new_measure_act")
    choose(window, "type", "patrou", "patrouilles*")
    choose(window, "executing", "antw", "Politiezone*")
    fill(window, "start", "vandaag")
    fill(window, "review", "+28")
    fill(window, "instruction", instruction)
    act(window, "new_measure")
    window.see("Voorgesteld", role="table cell")


def find_file(window: Window, typed: str, title: str) -> None:
    """Find a file by Ctrl+K and open it."""
    window.see(id="screen_situation")
    window.key("ctrl+k")
    window.type(typed)
    window.see(id="find_box", says=title)
    window.key("Return")


def find_file_of_others(window: Window, typed: str, title: str) -> None:
    """Find a file that is not one's own, and say why it is opened."""
    find_file(window, typed, title)
    window.press(id="reason_request")


def approve(window: Window, typed: str, title: str) -> None:
    """Find the file, and record with one key that the Minister approved."""
    find_file_of_others(window, typed, title)
    turn_to(window, MEASURES)
    window.see(id="decide_approve")
    window.key("g")
    window.see(id=editor("capacity"), state="focused")
    reach(window, "decider", "de minister")
    reach(window, "reason", "Noodzakelijk")
    window.key("ctrl+Return")
    window.gone(id="record_decision")
    window.see("Lopend*", role="table cell")


def approve_beside(window: Window, login: str, passphrase: str) -> None:
    """Let the approver sit down beside the officer at the chosen measure, and record that the Minister approved."""
    window.press(id="answer_beside")
    window.see(id="second_login", state="focused")
    window.type(login)
    window.key("Tab")
    window.type(passphrase)
    reach(window, "decider", "de minister")
    reach(window, "reason", "Noodzakelijk")
    act(window, "beside")
    window.see("Lopend*", role="table cell")


def issue(window: Window) -> str:
    """Issue the protocol in the two copies that are offered; return what was said."""
    window.see(id="file_state")
    window.key("ctrl+p")
    window.see("2 exemplaren*", id="issue_start", state="enabled")
    issue_without(window)
    said = window.see(id="issued_said").name
    window.press(id="issue_close")
    window.gone(id="issue_sheet")
    return said


def issue_without(window: Window) -> None:
    """Issue what stands in the sheet; where who carries it out would miss something, say that it goes without."""
    window.key("ctrl+Return")
    if window.first_of("issued_said", "issue_sheet_refused") == "issue_sheet_refused":
        window.see("Er werd niets uitgereikt*", id="issue_sheet_refused")
        window.press(id="issue_lacking_accepted")
        window.key("ctrl+Return")
        window.see(id="issued_said")


def answer(window: Window, path: Path) -> None:
    """Type a path into the file dialog."""
    window.type_into("fileNameEdit", str(path))
    window.key("Return")
    window.gone(id="fileNameEdit")


def export(window: Window, stick: Path, reason: str, *also: tuple[str, str], hasty: bool = False) -> None:
    """Let go through the gate what the other workstation may have; `also` are (typed, found) things to add.

    Who is `hasty` forgets the reason at first: nothing leaves. What is offered stands unticked and is not waited for:
    only what was chosen has a `gate_tick`.
    """
    go_to(window, "exchange", "to_export")
    window.see(id="to_export", state="enabled")
    window.key("ctrl+shift+e")
    for typed, found in also:
        window.type_into("export_add", typed)
        window.see(id="export_add", says=found)
        window.key("Return")
        window.see(id="gate_tick_1")
    if window.first_of("write_bundle", "bundle_another") == "bundle_another":
        window.press(id="bundle_another")  # the one before was written on this very page
    window.press(id="carrier_other")
    answer(window, stick)
    if hasty:
        window.press(id="write_bundle")
        window.see("Schrijf waarom dit vertrekt.", id="bundle_lacks")
    window.type_into("bundle_page.reason", reason)
    window.press(id="write_bundle")
    window.see(spoken(window, "Teruggelezen en vergeleken*"), id="bundle_said")


def take_in(window: Window, file: Path) -> None:
    """Look at what a bundle would change, and take it in."""
    look_at(window, file)
    window.key("ctrl+Return")
    window.see(spoken(window, "Het uitwisselingspakket*"), id="import_said")


def take_in_with_conflict(window: Window, file: Path) -> None:
    """Take in a bundle that writes what was written here too: the conflict is told before and shown after."""
    look_at(window, file)
    window.see(id="arrival_conflicts")
    window.key("ctrl+Return")
    window.see(id="screen_conflicts")


def look_at(window: Window, file: Path) -> None:
    """Choose a bundle and see what it would change."""
    go_to(window, "exchange", "to_import")
    window.key("ctrl+shift+i")
    window.see(id="import_choose")
    window.key("ctrl+o")
    answer(window, file)
    window.see(id="arrival_accept")


def open_arrived(window: Window) -> None:
    """Open the file of which a part has just been taken in, at its measures."""
    window.press(id="open_arrived_0")
    turn_to(window, spoken(window, MEASURES))
    window.see(spoken(window, "Lopend*"), role="table cell")


def open_again(window: Window, reference: str) -> None:
    """Go back to a file whose tab is open, at its measures."""
    window.press(reference, id="open_tabs", role="page tab")
    turn_to(window, spoken(window, MEASURES))
    window.see(spoken(window, "Lopend*"), role="table cell")


def report_execution(window: Window, by_whom: str) -> None:
    """Report what was done of the chosen measure, by its key."""
    window.see(id="report_execution")
    window.key("x")
    window.see(id="execution_act")
    for name, text in (
        ("from_on", "vandaag"),
        ("to_on", "vandaag"),
        ("planned", "3"),
        ("done", "3"),
        ("not_done", "0"),
    ):
        fill(window, name, text)
    fill(window, "by_whom", by_whom)
    act(window, "execution")


def change(window: Window, instruction: str) -> None:
    """Write another instruction in the chosen measure, by way of Ctrl+K."""
    window.key("ctrl+k")
    window.type("maatregel wijzigen")
    window.see(id="find_box", says="De maatregel wijzigen*")
    window.key("Return")
    window.see(id="change_measure_act")
    fill(window, "instruction", instruction)
    act(window, "change_measure")
    window.see(instruction, id="panel_instruction")


def settle(window: Window, *standing: str) -> None:
    """See both values that stand twice and keep the first with its key."""
    for value in standing:
        window.see(value, role="label")
    window.see(id="keep_0", state="enabled")
    window.key("1")
    window.see(id="no_conflicts_title")
