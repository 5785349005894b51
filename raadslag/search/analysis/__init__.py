"""The Danish chain: one analysis of texts and queries, the same for every engine.

`ANALYSIS_VERSION` is stored in every index and counts up when any token would change.
"""

ANALYSIS_VERSION = 1
