"""Tests of postsales.remedies."""
