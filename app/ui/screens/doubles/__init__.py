"""Who stands in the register twice: what is suspected, and two entries side by side to be judged."""
