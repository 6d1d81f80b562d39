"""The package `warehouse.watch`; see `docs/architecture.md`."""
