"""The package `tasks.extract`; see `docs/architecture.md`."""
