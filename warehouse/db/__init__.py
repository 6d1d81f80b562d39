"""The package `warehouse.db`; see `docs/architecture.md`."""
