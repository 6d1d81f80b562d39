"""Runs the steps of a user's own between cleaning and annotation: imports them by name, and checks what they return."""

from tasks.own_steps.apply import apply_step
from tasks.own_steps.document_step import DocumentStep, StepError, load_steps

__all__ = ["DocumentStep", "StepError", "apply_step", "load_steps"]
