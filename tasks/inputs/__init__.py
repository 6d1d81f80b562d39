"""The package `tasks.inputs`; see `docs/architecture.md`."""
