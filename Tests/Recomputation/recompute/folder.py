"""Where the vectors are, unless the command says so."""

import os
from typing import Optional


def vectors_folder() -> Optional[str]:
    """The folder that RECOMPUTE_VECTORS names, or else `Vectors` in a parent folder."""
    named = os.environ.get("RECOMPUTE_VECTORS")
    if named:
        return os.path.abspath(named)
    folder = os.path.dirname(os.path.abspath(__file__))
    while folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
        found = os.path.join(folder, "Vectors")
        if os.path.isdir(found):
            return found
    return None
