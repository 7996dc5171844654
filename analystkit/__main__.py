"""``python -m analystkit`` is the command ``analystkit``."""

import sys

from analystkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
