"""Where the test vectors come from: one module per file of vectors."""
