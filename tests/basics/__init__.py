"""Money, rounding, lengths and the other values, each by its promises and on its edges."""
