"""Tests of postsales.subscriptions."""
