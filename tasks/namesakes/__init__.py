"""The package `tasks.namesakes`; see `docs/architecture.md`."""
