"""What runs beside the pages: the worker, what it does by the clock and at night."""
