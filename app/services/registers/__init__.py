"""Persons, organisations, places, vehicles; and two entries that are one human."""
