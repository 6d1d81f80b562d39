"""The package `tasks.quotes`; see `docs/architecture.md`."""
