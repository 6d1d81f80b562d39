"""The package `tasks.names`; see `docs/architecture.md`."""
