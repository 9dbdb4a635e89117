"""What an officer feels of the window, measured through the real program in processes of their own.

`town` makes the store everything is measured on; `player` is the process that opens the program on it and works it as
an officer would, `rows` compares what players say.
"""
