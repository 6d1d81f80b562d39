"""The steps, a verb a file: pure functions over one document at a time.

May import the standard library, `warehouse.model.records` and one library a step; never Prefect, the environment, the
clock or the network.
"""
