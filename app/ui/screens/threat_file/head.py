"""The head of a file, always in sight: reference, title, level in force with its source, state, what is overdue."""

from app.core.i18n import N_
from app.models.enums import FileState
from app.services.cases.file_overviews import FileOverview
from app.services.cases.file_sheets import FileSheet
from app.ui.files.file_head import FileHead
from app.ui.files.wording import level_source, state_text
from app.ui.kit.kit import Kit
from app.ui.kit.level_bars import LevelBars
from app.ui.kit.parts import Chip, Tone, label, secondary


class Head(FileHead):
    """Shows what a `FileSheet` says."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("file", "file_level_line")
        self._kit = kit

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the head of this file as it stands."""
        words, overview = self._kit.words, sheet.overview
        record = overview.record
        parts = []
        if record is not None:
            parts.append(record.reference or words(N_("draft without reference")))
            if record.opened_on:
                said = N_("begun on {day}") if record.state is FileState.DRAFT else N_("opened on {day}")
                parts.append(words(said, day=words.date(record.opened_on)))
            if record.file_officer is not None and record.file_officer in sheet.names:
                parts.append(words(N_("file officer {name}"), name=sheet.names[record.file_officer]))
        self.say(" · ".join(parts), (record.title if record else "") or words(N_("File of another organisation")))
        self._renew_line(overview, sheet)

    def _renew_line(self, overview: FileOverview, sheet: FileSheet) -> None:
        words = self._kit.words
        line = self.begin_line()
        if overview.head is not None:
            level = overview.head.level
            line.add(
                LevelBars(self._kit, int(level)), label(f"{int(level)} {words.enum(level)}", "file_level", "strong")
            )
            source = label(level_source(words, overview.head, sheet.names), "file_level_source")
            late_level = Chip(words(N_("out of date")), Tone.RED, "file_level_late")
            line.add(source, *([late_level] if overview.head.out_of_date else []))
            for other in overview.levels[1:3]:
                text = f"· {level_source(words, other, sheet.names, with_level=True)}"
                line.add(secondary(text, "file_other_level"))
        elif overview.threat is not None:
            nothing = label(words(N_("no threat analysis yet")), "file_level", "quiet")
            line.add(LevelBars(self._kit, None), nothing)
        if overview.record is not None and overview.record.state is not None:
            line.add(Chip(state_text(words, overview.record.state), Tone.PLAIN, "file_state"))
        late = [row for row in overview.measures if row.overdue]
        if late:
            text = words.plural("{count} measure overdue", "{count} measures overdue", len(late))
            line.add(Chip(text, Tone.RED, "file_overdue"))
        contested = sum(row.contested for row in overview.measures)
        if contested:
            text = words.plural("{count} conflict to settle", "{count} conflicts to settle", contested)
            line.add(Chip(text, Tone.RED, "file_contested"))
        self.put_line(line)
