"""What an entry says: one document for each kind, and `Fact`, any of them."""
