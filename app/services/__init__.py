"""Services: one module per task of an officer. Here transactions begin and end, and here `may` is asked."""
