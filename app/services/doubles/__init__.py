"""Entries of the register that may be one human: looked for, listed, told of after an arrival. Officers answer."""
