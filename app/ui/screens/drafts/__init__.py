"""What was typed and not saved: every draft of the officer at the desk."""
