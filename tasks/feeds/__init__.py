"""The package `tasks.feeds`; see `docs/architecture.md`."""
