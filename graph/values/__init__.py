"""Value types: each knows how to parse, compare and print itself."""
