"""Tests of terms as text, compared and looked over."""
