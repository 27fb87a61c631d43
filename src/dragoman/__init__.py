"""dragoman turns raw archives of Chinese-language news into political event data."""

__version__ = "0.1.0"
