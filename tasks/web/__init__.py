"""The package `tasks.web`; see `docs/architecture.md`."""
