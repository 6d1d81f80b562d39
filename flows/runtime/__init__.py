"""Settings, clock, errors and the Prefect server of a process."""
