"""The package `warehouse.replay`; see `docs/architecture.md`."""
