"""Imports the functions that a user's setting names as steps.

Files: reads the modules of the user.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pkgutil import resolve_name

from tasks.model.stages import Document, Reject


class StepError(Exception):
    """own step: NAME: CAUSE, in one line. Not transient: the setting or the user's module has to be mended."""

    transient = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentStep:
    """A function of the user, by its name "module:function".

    `label` is stored with every version that the step made: the name, and the `__version__` of its package, if it has
    one.
    """

    name: str
    label: str
    function: Callable[[Document], Document | Reject]


def load_steps(names: Sequence[str]) -> tuple[DocumentStep, ...]:
    """The steps of these names ("module:function"), in order. Raises `StepError` for the first that is no function."""
    return tuple(_load_step(name) for name in names)


def _load_step(name: str) -> DocumentStep:
    module, _, function = name.partition(":")
    if not module or not function:
        raise StepError(f'own step: {name}: must be "module:function"')
    try:
        step = resolve_name(name)
    except ModuleNotFoundError as error:
        hint = "install its package, or put its folder on PYTHONPATH"
        raise StepError(f"own step: {name}: no module named {error.name!r}; {hint}") from error
    except AttributeError as error:
        raise StepError(f"own step: {name}: {error}") from error
    except Exception as error:  # whatever the user's module raises while it is imported
        cause = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise StepError(f"own step: {name}: cannot be imported: {cause}") from error
    if not callable(step):
        raise StepError(f"own step: {name}: is no function: {type(step).__name__}")
    version = getattr(sys.modules.get(module.partition(".")[0]), "__version__", None)
    return DocumentStep(name=name, label=f"{name} {version}" if isinstance(version, str) else name, function=step)
