"""Training, evaluation and export of the two-level ABC decoder that Antiphon plays with."""

__version__ = "0.2.0"
