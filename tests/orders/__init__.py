"""Tests of what was agreed and what has happened since."""
