"""Tests of the edge: documents of other systems in, orders out."""
