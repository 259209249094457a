"""Tests of postsales.changes."""
