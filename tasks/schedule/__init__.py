"""The package `tasks.schedule`; see `docs/architecture.md`."""
