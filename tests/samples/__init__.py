"""The shipped sample orders."""
