"""`python -m desk.boot`: the seat."""

from __future__ import annotations

import sys

from desk.boot.program import main

sys.exit(main())
