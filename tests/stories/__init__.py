"""The stories of the design, as programs that run, with the figures that they print."""
