"""Let no dialog of Qt or of the system write down which folders and files were looked at.

Qt's own file dialog keeps its last folders in a settings file of the account, outside the store; those of the system
keep lists of recent files. So only Qt's own is shown, and its settings have nowhere to go.
"""

import os

from PySide6 import QtCore  # its names are made after the first paint (`app.ui.kit.numbers`)
from PySide6.QtCore import QCoreApplication, QSettings


def leave_no_trace() -> None:
    """Call once, before the first dialog."""
    QCoreApplication.setAttribute(QtCore.Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
