"""Visits, events, delegation lists, what a visit lacks and what nobody covers."""
