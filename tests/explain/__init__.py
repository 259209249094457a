"""Tests of the words: sentences, figures, and what must never become markup."""
