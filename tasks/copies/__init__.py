"""The package `tasks.copies`; see `docs/architecture.md`."""
