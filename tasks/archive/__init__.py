"""The package `tasks.archive`; see `docs/architecture.md`."""
