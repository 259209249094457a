"""Tests of postsales.offers."""
