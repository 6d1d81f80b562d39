"""The package `tasks.model`; see `docs/architecture.md`."""
