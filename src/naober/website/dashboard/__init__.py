"""The power of the collective: what it brought, what is on its way, what is stuck."""
