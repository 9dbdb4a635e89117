"""Praesidium: protection files of threatened persons and visiting dignitaries, off line."""

__version__ = "0.1.0"
