"""What is attached to a file, a visit or a person: listed, shown, attached, let out."""
