"""What every screen is made of: words, colours, threads, the error door, small parts. Knows no screen and no store."""

from app.ui.kit.plain_imports import import_plainly

import_plainly()
