"""What the window itself offers: where to go, tabs, looks, lock, help; behind menus, Ctrl+K and the list of keys."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from app.core.i18n import N_
from app.ui.kit.action import Action
from app.ui.kit.theme import Mode
from app.ui.kit.words import Words
from app.ui.shell.entries import Entry
from app.ui.shell.idle import CHOICES
from app.ui.shell.pages import Pages


class Shell(Protocol):
    """What the actions act on: the main window."""

    @property
    def pages(self) -> Pages: ...
    def go_to(self, screen: str) -> None: ...
    def find_anything(self) -> None: ...
    def show_page_menu(self) -> None: ...
    def show_keys(self) -> None: ...
    def show_help(self) -> None: ...
    def toggle_rail(self) -> None: ...
    def set_colours(self, mode: Mode) -> None: ...
    def set_lock_minutes(self, minutes: int) -> None: ...
    def lock(self) -> None: ...
    def close(self) -> bool: ...


def shell_actions(
    words: Words, entries: Sequence[Entry], shell: Shell, *, drafts: bool = False, my_files: bool = False
) -> list[Action]:
    """Return the window's actions in the order of the menu.

    `drafts` where there is a list of what was not saved, `my_files` where the officer may have files of his own.
    """
    go, tabs, view, program = words(N_("Go to")), words(N_("Tabs")), words(N_("View")), words(N_("Program"))
    pages = shell.pages
    found = [
        Action(
            f"go.{entry.screen}", words(entry.word), partial(shell.go_to, entry.screen),
            f"Alt+{number}" if number < 10 else "", entry.icon, go,
        )
        for number, entry in enumerate(entries, 1)
    ]  # fmt: skip
    if my_files:
        mine = partial(shell.go_to, "my_files")
        found.append(Action("go.my_files", words(N_("My files")), mine, "Ctrl+Shift+O", "files", go))
    if drafts:
        typed = partial(shell.go_to, "drafts")
        found.append(Action("go.drafts", words(N_("Unsaved drafts")), typed, "Ctrl+Shift+D", "pencil", go))
    found += [
        Action("shell.back", words(N_("Back")), pages.back, "Alt+Left", "arrow-left", go,
               lambda: pages.trail.can_go_back, why=lambda: words(N_("There is no page before this one."))),
        Action("shell.forward", words(N_("Forward")), pages.forward, "Alt+Right", "arrow-right", go,
               lambda: pages.trail.can_go_forward, why=lambda: words(N_("There is no page after this one."))),
        Action("shell.find", words(N_("Find or do anything")), shell.find_anything, "Ctrl+K", "search", go),
        Action("tabs.next", words(N_("Next tab")), lambda: pages.step(1), "Ctrl+Tab", "", tabs),
        Action("tabs.previous", words(N_("Previous tab")), lambda: pages.step(-1), "Ctrl+Shift+Tab", "", tabs),
        Action("tabs.close", words(N_("Close tab")), pages.close_tab, "Ctrl+W", "x", tabs),
        Action("view.rail", words(N_("Narrow or wide rail")), shell.toggle_rail, "F9", "columns-3", view),
        Action("view.system", words(N_("Colours as the system has them")), lambda: shell.set_colours(Mode.SYSTEM), "",
               "layout-grid", view),
        Action("view.light", words(N_("Light colours")), lambda: shell.set_colours(Mode.LIGHT), "", "sun", view),
        Action("view.dark", words(N_("Dark colours")), lambda: shell.set_colours(Mode.DARK), "", "moon", view),
        Action("shell.help", words(N_("Help on this page")), shell.show_help, "F1", "circle-help", program),
        Action("shell.page_menu", words(N_("Menu of this page")), shell.show_page_menu, "F2", "ellipsis-vertical",
               program, lambda: pages.front is not None and bool(pages.front.actions_here()),
               why=lambda: words(N_("This page has no menu of its own."))),
        Action("shell.keys", words(N_("Shortcuts")), shell.show_keys, "Ctrl+/", "keyboard", program),
        Action("shell.lock", words(N_("Lock, or change user")), shell.lock, "Ctrl+L", "lock", program),
        Action("shell.quit", words(N_("Quit")), shell.close, "Ctrl+Q", "log-out", program),
    ]  # fmt: skip
    quiet = words(N_("Lock by itself"))
    found += [
        Action(
            f"lock.{minutes}", words.plural("After {count} quiet minute", "After {count} quiet minutes", minutes),
            partial(shell.set_lock_minutes, minutes), "", "clock", quiet,
        )
        for minutes in CHOICES
    ]  # fmt: skip
    return found
