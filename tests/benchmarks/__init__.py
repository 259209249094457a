"""The benchmarks compare like with like, and run."""
