"""The top floor: Prefect flows, settings and the command line. Only here: Prefect, the environment, the clock."""
