"""Where people sit: the terminal."""
