"""Tests of what is kept of a decision: references, digests, records and their replay."""
