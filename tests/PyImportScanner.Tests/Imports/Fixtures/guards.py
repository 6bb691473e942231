"""A module made to hold every kind of import and guard once.

import nothing
"""
from __future__ import annotations

import os, sys as system
import a.b.c as abc
from . import sibling
from ..up import (one, two as second,  # comment )
                  three,)
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import stubs
elif sys.version_info >= (3, 9):
    import zoneinfo
else:
    import pytz

try:
    import fast
except (ImportError, AttributeError):
    import slow
else:
    import after
finally:
    import always

try:
    import needed
except ImportError:
    print(f"needed {', '.join(x for x in ['import no'])}")
    raise

with contextlib.suppress(ModuleNotFoundError):
    import maybe

if sys.platform == "win32":
    import winreg
if __name__ == '__main__':
    import cli; from cli import (
        run)


class Holder:
    import in_class

    def method(self, default={'import': 'no'}) -> "import no":
        from .late import thing
        try:
            def inner():
                import deep
        except ImportError:
            pass


async def main():
	async with x as y: import tabbed
	while False:
		import dead
	match x:
		case 1 if lambda: 2: import matched

import last
