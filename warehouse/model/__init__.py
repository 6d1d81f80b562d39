"""The package `warehouse.model`; see `docs/architecture.md`."""
