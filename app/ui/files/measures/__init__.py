"""The measures of a file: list, board and timeline, and the decisions taken on them."""
