"""``python -m postsales`` is the command ``postsales``."""

import sys

from postsales.cli import main

if __name__ == "__main__":
    sys.exit(main())
