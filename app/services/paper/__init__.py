"""Papers from the store: what they say, their issue, copies and checks."""
