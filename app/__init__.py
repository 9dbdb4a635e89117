"""Praesidium: protection files of threatened persons and visiting dignitaries, off line."""

from app.core.later import load_later

__version__ = "0.1.0"

load_later()
