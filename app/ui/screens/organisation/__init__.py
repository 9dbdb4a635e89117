"""An organisation of the register: its page and its sheets."""
