"""The store as pages to look at."""
