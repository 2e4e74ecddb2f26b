"""What was laid before the parties, what was certified and what a key weighs stays as it was."""
