"""The pages of the top floor, by subject."""
