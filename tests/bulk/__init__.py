"""Whole tables."""
