"""The forms of the top floor, by subject."""
