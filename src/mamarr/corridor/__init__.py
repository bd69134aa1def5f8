"""The road as a machine: integers only."""
