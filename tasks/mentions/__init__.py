"""The package `tasks.mentions`; see `docs/architecture.md`."""
