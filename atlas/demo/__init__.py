"""A small world of datasets whose whole truth is known."""
