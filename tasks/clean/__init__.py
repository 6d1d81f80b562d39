"""The package `tasks.clean`; see `docs/architecture.md`."""
