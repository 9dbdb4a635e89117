"""A window of a few parts, started as a process by the test of the driver: it must not depend on any screen."""

import sys

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget


def main() -> int:
    """Show it until it is closed."""
    app = QApplication(sys.argv)
    window = QWidget()
    window.setObjectName("screen_small")
    window.setWindowTitle("Praesidium")
    field, save, said, bare = QLineEdit(), QPushButton("Bewaren"), QLabel(), QLineEdit()
    for part, name in ((field, "family_name"), (save, "save"), (said, "said"), (bare, "bare")):
        part.setObjectName(name)
    label = QLabel("Naam")
    label.setBuddy(field)
    box = QVBoxLayout(window)
    for one in (label, field, save, said, bare):
        box.addWidget(one)
    save.clicked.connect(lambda: said.setText(f"Bewaard: {field.text()}"))
    QShortcut(QKeySequence("Ctrl+1"), window).activated.connect(lambda: said.setText("Ctrl 1"))
    window.resize(500, 300)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
