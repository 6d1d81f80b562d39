"""The package `warehouse.load`; see `docs/architecture.md`."""
