"""Scores beside scipy and statsmodels, where these are right; they come with the extra `oracle`."""
