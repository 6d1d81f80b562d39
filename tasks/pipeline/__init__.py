"""The package `tasks.pipeline`; see `docs/architecture.md`."""
