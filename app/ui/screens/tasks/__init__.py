"""Tasks: what an officer and his desk must do, by when; put off, taken on, finished and opened from here."""

from app.ui.screens.tasks.screen import TasksScreen

__all__ = ["TasksScreen"]
