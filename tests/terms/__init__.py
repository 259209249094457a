"""Tests of what all terms have in common: their fields, and what each of them decides."""
