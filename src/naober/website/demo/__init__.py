"""The demo region: made-up companies in every stage, what they say to each other, and a past.

`tables` reads the files, `region` the companies with their people and listings, `joining` who comes
in and what that asks, `dealings` what became of matches, `desk_work` what the desk notes.
"""

from naober.website.demo.load import DemoError, accounts, counts, is_loaded, load_demo
from naober.website.demo.people import PASSWORD

__all__ = ["PASSWORD", "DemoError", "accounts", "counts", "is_loaded", "load_demo"]
