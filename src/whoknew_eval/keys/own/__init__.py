"""Keys of our own: accounts written for the purpose, and stand-off values on corpus articles (offsets and hashes only)."""
