"""The package `tasks.stories`; see `docs/architecture.md`."""
