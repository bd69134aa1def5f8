"""What was said and what was seen: the logbook, what it amounts to at an instant, and what is left to do."""
