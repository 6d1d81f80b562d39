"""The package `tasks.text`; see `docs/architecture.md`."""
