"""What it does beside what one would use instead: `python -m benchmarks` writes docs/benchmarks.md.

Quality and speed of matching, of understanding and of job titles, each peer on the same texts.
"""
