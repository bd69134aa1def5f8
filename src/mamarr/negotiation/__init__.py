"""What to ask for at the table."""
