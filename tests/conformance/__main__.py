"""`python -m tests.conformance FILE.json ...`: every failure, every skip, and the count."""

import sys

from tests.conformance.run import main

sys.exit(main(sys.argv[1:]))
