"""The pages of /bureau/ that stand on several features."""
