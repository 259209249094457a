"""What two type checkers read, and what they must complain about."""
