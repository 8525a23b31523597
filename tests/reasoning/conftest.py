"""The helpers of these tests are modules of this folder (their names begin with ``reasoning_``)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
