"""Sends the log of a flow's run to Prefect, whose pages show it with the run. Prefect."""

import logging

from prefect.context import FlowRunContext, TaskRunContext
from prefect.logging.handlers import APILogHandler

from flows.runtime.logs import LOGGER, SCHEDULE_LEVELS, configure_logging, is_configured
from flows.runtime.settings import read_log_settings


class RunLogHandler(APILogHandler):
    """Sends lines to Prefect's API that are written within a run; Prefect's own handler warns of all others."""

    def emit(self, record: logging.LogRecord) -> None:
        """Sends a line of the current run of a flow or task; drops it where there is none."""
        if FlowRunContext.get() is not None or TaskRunContext.get() is not None:
            super().emit(record)


def open_run_log() -> None:
    """Lets Prefect have the log of the current run, from level INFO on. To be called when a flow starts.

    The process of a deployment's run also writes it to standard error, at the levels of the settings. In a program that
    uses Dateline as a library nothing else changes: what is printed stays with the program's own handlers, and a level
    that it has set for the logger `dateline` holds. Raises `SettingsError`.
    """
    logger = logging.getLogger(LOGGER)
    if _is_run_of_deployment() and not is_configured():
        settings = read_log_settings()
        configure_logging(settings.log_level or SCHEDULE_LEVELS.usual, settings.log_format)
    # Present as well where PREFECT_LOGGING_EXTRA_LOGGERS names our logger: then each line would arrive twice.
    if not any(isinstance(handler, APILogHandler) for handler in logger.handlers):
        logger.addHandler(RunLogHandler(logging.INFO))
    if logger.level == logging.NOTSET or (is_configured() and logger.level > logging.INFO):
        logger.setLevel(logging.INFO)  # the handler of standard error has levels of its own


def _is_run_of_deployment() -> bool:
    context = FlowRunContext.get()
    return bool(context and context.flow_run and context.flow_run.deployment_id)
