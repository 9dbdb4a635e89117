"""Lists: paged ones over everything in the store, and short ones inside a file."""
