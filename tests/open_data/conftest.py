from tests.example import example

__all__ = ["example"]
