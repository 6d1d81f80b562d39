"""The package `warehouse.relations`; see `docs/architecture.md`."""
