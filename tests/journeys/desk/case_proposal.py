"""A proposal to the Minister at the window: drawn up of two files, printed, put before him, answered, confirmed.

Who draws it up speaks Dutch, who records the answer French. Where something is refused, the act looks for the words of
the refusal and for what was typed, and only then goes on.
"""

from pathlib import Path

from tests.journeys.desk import case, case_paper, officers
from tests.journeys.desk.window_driver import Window

WAITS = "{}: voorstel, de minister beslist"
COMES_BACK = "{}: antwoord op de vraag van de minister"
BY_MOUTH = "Mondelinge beslissing, schriftelijk te bevestigen: goedkeuring"


def draw_up(window: Window, title: str, count: int) -> None:
    """Put all that waits on one paper: without a title at first, then with one and without a measure."""
    officers.go_to(window, "proposals", "new_proposal")
    window.key("ctrl+n")
    window.see("Patrouilles*", id="proposable_rows", role="table cell")
    window.key("ctrl+Return")
    window.see(id=officers.editor("title"), says="Vul dit in.")
    officers.fill(window, "title", title)
    window.key("ctrl+Return")
    window.see("Kies minstens één maatregel die op een beslissing wacht*", id="new_proposal_sheet_refused")
    window.see(id=officers.editor("title"), text=title)
    window.press("Patrouilles*", id="proposable_rows", role="table cell")
    window.key("ctrl+a")
    window.see(f"{count} maatregelen gekozen*", id="proposable_chosen")
    officers.act(window, "new_proposal_sheet")
    window.see(title, id="proposal_title")


def argue(window: Window, necessity: str) -> None:
    """Write why the measures of the file with patrols are needed."""
    window.press("Patrouilles*", id="proposal_measures_rows", role="table cell")
    window.press(id="write_reasons")
    window.see(id="reasons_act")
    officers.fill(window, "necessity", necessity)
    officers.act(window, "reasons")
    window.see(f"Noodzaak: {necessity}", role="label")


def put_on_paper(window: Window) -> str:
    """Issue the proposal to the Minister and to the house, print both; return its first page."""
    window.key("ctrl+p")
    window.see("2 exemplaren uitreiken", id="issue_start", state="enabled")
    window.key("ctrl+Return")
    window.see("V-*", id="issued_said")
    page = case_paper.first_page(window)
    case_paper.print_all(window)
    case_paper.close_issued(window)
    return page


def submit(window: Window, count: int) -> None:
    """Say that it was put before the Minister: not tomorrow."""
    window.press(id="submit")
    window.see(id="submit_proposal_act")
    officers.fill(window, "submitted_on", "31/12/2099")
    window.key("ctrl+Return")
    window.see(id=officers.editor("submitted_on"), says="De dag van voorlegging ligt in de toekomst*")
    window.see(id=officers.editor("submitted_on"), text="31 dec 2099")
    officers.fill(window, "submitted_on", "vandaag")
    officers.act(window, "submit_proposal")
    window.see(f"{count} wachten op antwoord", id="proposal_waits")


def may_not_answer(window: Window, measure: str) -> None:
    """Try to record the Minister's word on one's own proposal: a colleague must, and what was ticked stands."""
    window.press(id="answer")
    window.see(id="answer_proposal_act")
    _tick(window, measure, "alt+g", "Aangevinkt: 1 van 3")
    window.key("ctrl+Return")
    window.see("U hebt deze maatregel voorgesteld: een collega moet registreren*", id="answer_proposal_refused")
    window.see("Aangevinkt: 1 van 3", id="ticking_count")
    window.press(id="untick")
    window.see("Aangevinkt: 0 van 3", id="ticking_count")
    window.key("Escape")
    window.gone(id="answer_proposal_act")


def owed(window: Window, there: tuple[str, ...], gone: tuple[str, ...]) -> None:
    """Look at one's tasks: these are there, those are not any more."""
    officers.go_to(window, "tasks", "tasks_whose")
    for task in there:
        window.see(f"{task}*", id="tasks_rows", role="table cell")
    for task in gone:
        window.gone(f"{task}*", id="tasks_rows", role="table cell")


def open_proposal(window: Window, title: str) -> None:
    """Open it from the list."""
    officers.go_to(window, "proposals", "proposals_rows")
    window.press(f"{title}*", id="proposals_rows", role="table cell")
    window.key("Return")
    window.see(title, id="proposal_title")


def answer_by_phone(window: Window, measure: str) -> None:
    """Record what the Minister said of one measure on the telephone: nothing ticked at first, then no day."""
    window.press(id="answer")
    window.see(id="answer_proposal_act")
    window.key("ctrl+Return")
    window.see("Cochez au moins une mesure*", id="answer_proposal_refused")
    _tick(window, measure, "alt+a", "Cochées : 1 sur 3")
    officers.choose(window, "channel", "par tél", "Par téléphone")
    officers.reach(window, "decider", "la ministre")
    window.tab_to(officers.editor("confirm_by"))
    window.key("ctrl+a", "BackSpace", "ctrl+Return")
    window.see(id=officers.editor("confirm_by"), says="Indiquez pour quand cette décision orale doit être confirmée*")
    window.see(id=officers.editor("decider"), text="la ministre")
    window.see(id=officers.editor("channel"), text="Par téléphone")
    window.type("+5")
    officers.act(window, "answer_proposal")
    window.see("2 attendent une réponse", id="proposal_waits")


def answer_on_paper(window: Window, amended: tuple[str, tuple[str, str]], back: tuple[str, str], signed: Path) -> None:
    """Record the signed paper: one measure as amended, (in Dutch, in French), one that comes back with a question.

    That one is refused without a reason at first: it says so, and the amendment stands.
    """
    name, (dutch, french) = amended
    asked, question = back
    window.press(id="answer")
    window.see(id="answer_proposal_act")
    _tick(window, name, "alt+e", "Cochées : 1 sur 2")
    case.in_both(window, french, ("instruction_nl", "Instruction, Néerlandais"), dutch)
    _tick(window, asked, "alt+u", "Cochées : 2 sur 2")
    window.key("ctrl+Return")
    window.see(id="tick_reason", says=case.NO_REASON)
    window.press(id="tick_reason")
    window.key("shift+Tab")  # the list is above what is seen
    window.press(f"{name}*", id="ticking_rows", role="table cell")
    window.see(id=officers.editor("instruction"), text=dutch)
    _tick(window, asked, "alt+q", "Cochées : 2 sur 2")
    window.tab_to("tick_reason")
    window.type(question)
    window.tab_to(officers.editor("decider"))
    window.type("la ministre")
    attach(window, signed)
    officers.act(window, "answer_proposal")
    window.see("Traitée", id="proposal_state")
    for answer in ("Approuvée", "Modifiée", f"Renvoyée, {question}"):
        window.see(answer, id="proposal_measures_rows", role="table cell")


def attach(window: Window, signed: Path) -> None:
    """Add the scan of the paper."""
    window.tab_to("pick_file")
    window.key("space")
    officers.answer(window, signed)
    window.see(f"{signed.name}*", id="picked_file")


def confirm(window: Window, signed: Path) -> None:
    """Record the paper of what was said by mouth: not by telephone again."""
    officers.turn_to(window, "Décisions*")
    window.press("À confirmer pour le*", id="decisions_tab_rows", role="table cell")
    window.press(id="confirm_decision")
    window.see(id="confirm_act")
    officers.choose(window, "channel", "par tél", "Par téléphone")
    window.key("ctrl+Return")
    window.see(id=officers.editor("channel"), says="Une confirmation écrite arrive sur papier ou par courriel*")
    window.see(id=officers.editor("channel"), text="Par téléphone")
    officers.choose(window, "channel", "document", "Document signé")
    attach(window, signed)
    officers.act(window, "confirm")
    window.gone("À confirmer pour le*", id="decisions_tab_rows", role="table cell")


def _tick(window: Window, measure: str, key: str, said: str) -> None:
    window.press(f"{measure}*", id="ticking_rows", role="table cell")
    window.key(key)
    window.see(said, id="ticking_count")
