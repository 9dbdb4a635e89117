"""The encrypted store: key slots, keyed engine, unit of work, migrations, search, lock, backup.

Nothing is imported here: the unlock screen takes `slots` and `delay` before SQLAlchemy is loaded.
"""
