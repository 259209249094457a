"""Input that is meant to do harm: a typed error or a decision comes out, and nothing else."""
