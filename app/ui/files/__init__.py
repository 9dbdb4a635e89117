"""What the screens of all kinds of file share: measures and decisions on them, their history, the reason of reading."""
