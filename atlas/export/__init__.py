"""The curated table as files that a trainer loads, with where they come from beside them."""
