"""One file for each format: blocks or documents in, bytes out."""
