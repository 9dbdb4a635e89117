"""A place of the register: its page."""
