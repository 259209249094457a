"""Tests of the laws for scores, with good scorers and bad ones."""
