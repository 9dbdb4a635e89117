"""Tasks of an officer and of a desk: what the program raises by itself, and what people ask of each other.

`board` reads all that waits, `listing` gives it a page at a time, `acting` is what an officer does with a task.
"""
