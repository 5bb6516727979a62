"""The balance: everybody who signed in has the page; what is on it is of one's own company."""

from tests.access.cast import Row, nothing

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("ledger:own", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("ledger:brings", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("ledger:csv", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("ledger:workbook", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("ledger:kind-csv", nothing, (302, 404, 404, 404, 404, 404, 404, 404)),
]
CHANGES: list[Row] = []
