"""One human of the register: names, how to reach them, where they live, in which files they appear."""
