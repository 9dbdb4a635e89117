"""The situation: what needs someone now, counted, listed and opened from here; the points of today and tomorrow."""

from app.ui.screens.situation.screen import SituationScreen

__all__ = ["SituationScreen"]
