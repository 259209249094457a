"""Tests of postsales.exchanges."""
