"""Take a delegation list in: who is recognised is shown, the unsure are decided, the rest waits word for word."""
