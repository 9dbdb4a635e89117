"""A station and its people: first run, unlock, accounts, recovery, verify, erasure."""
