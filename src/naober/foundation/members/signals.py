"""What other apps may want to hear from this one, which does not know them."""

from django.dispatch import Signal

# Sent inside the transaction; `company` and `by` come along.
company_left = Signal()
# `person` and `company`: acts for that company no more. Without a company: left everywhere, and
# what was personal is being removed.
person_left = Signal()
