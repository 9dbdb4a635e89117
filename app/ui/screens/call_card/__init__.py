"""The call card: who is this, what level, what to do now, whom to ring; legible from an arm's length."""

from app.ui.screens.call_card.screen import CallCardScreen

__all__ = ["CallCardScreen"]
