"""The package `tasks.figures`; see `docs/architecture.md`."""
