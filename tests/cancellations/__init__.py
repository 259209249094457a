"""Tests of what may be called off."""
