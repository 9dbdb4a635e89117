"""The end of what is held: what is past its term, what an erasure reaches, the act of two, the proof that stays."""
