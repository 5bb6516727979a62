"""Who may open what, one file for each part of the site; `test_who_may_open_what` walks them all.

A row is a page's name, a function that makes what it opens, and the answer for each of the cast:
anonymous, outsider, member, colleague, guest, partner, desk, board. PAGES are opened (GET), CHANGES
are sent (POST).
"""
