"""Libraries of the extra ``analysis``, imported only where they are needed."""

from importlib import import_module
from types import ModuleType

from dragoman.errors import DragomanError


def need(module: str, purpose: str) -> ModuleType:
    """An optional library, imported when it is needed; a clear error with the cure where it is not installed."""
    try:
        return import_module(module)
    except ImportError as fault:
        package = module.partition(".")[0].replace("_", "-")
        cure = "Install it with: pip install 'dragoman[analysis]'"
        raise DragomanError(purpose, f"{package} is not installed", cure) from fault
