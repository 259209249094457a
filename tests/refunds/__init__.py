"""Tests of how much goes back, for what, and to whom."""
