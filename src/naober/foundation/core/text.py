"""What was typed, made fit to keep."""


def storable(text: str) -> str:
    """Without the one character that PostgreSQL cannot store, and without space around it."""
    return text.replace("\x00", "").strip()
