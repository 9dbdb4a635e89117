"""A part of a file that an officer may not read: its empty lists say so, for he cannot know that nothing is there."""

from PySide6.QtWidgets import QWidget

from app.services.cases.file_overviews import FileOverview
from app.ui.files.list_page import ListPage
from app.ui.screens.threat_file.content_tabs import NOTES
from app.ui.screens.threat_file.main_tabs import ANALYSES, PERSONS, REPORTS

OF_THE_CORE, OF_THE_THREAT = (PERSONS, NOTES), (REPORTS, ANALYSES)


def say_what_is_shared(name: str, page: QWidget, overview: FileOverview) -> None:
    """Let the lists of a tab say, where they are empty, what they lack or that they are not for this officer."""
    parts = dict.fromkeys(OF_THE_CORE, overview.core) | dict.fromkeys(OF_THE_THREAT, overview.threat)
    if name in parts:
        for each in [page, *page.findChildren(ListPage)]:
            if isinstance(each, ListPage):
                each.set_shared(parts[name] is not None)
