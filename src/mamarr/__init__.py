"""mamarr."""
