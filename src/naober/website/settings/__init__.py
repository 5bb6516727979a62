"""Settings: base (what is always so), then one of demo, test, production."""
