"""Expectation suites for the borders data crosses, run with Great Expectations.

A module a suite: seeds, landed, curated, exported. Each says what its tables are (a select each)
and what is expected of their rows.
"""

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # before Great Expectations is imported anywhere
