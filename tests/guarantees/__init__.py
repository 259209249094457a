"""Tests of postsales.guarantees."""
