"""Tests of what may come back, until when, and why not."""
