"""The pages of streams: what a company tells of its own, and the desk's plans."""
