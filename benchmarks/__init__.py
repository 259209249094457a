"""The public calls of postsales, timed beside functions written by hand and beside engines.

Run ``python dev.py bench`` (or ``python -m benchmarks`` where postsales is installed);
``benchmarks/README.md`` says how to read what it prints.
"""
