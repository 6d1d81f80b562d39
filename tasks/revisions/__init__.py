"""The package `tasks.revisions`; see `docs/architecture.md`."""
