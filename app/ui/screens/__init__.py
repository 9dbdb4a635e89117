"""One package a screen; none knows another: what is wanted is asked of the shell by address."""
