"""Tests of postsales.appointments."""
