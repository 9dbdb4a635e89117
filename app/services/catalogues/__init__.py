"""Catalogues: what the lists hold, what uses a line of them, and how an administrator changes them."""
