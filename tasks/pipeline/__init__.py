"""Turns captures into batches of rows: reads, annotates, keys and serializes articles."""

from tasks.pipeline.identity_keys import address_key, digest, place_id, source_id
from tasks.pipeline.refine_batch import refine
from tasks.pipeline.to_rows import Refined, assemble

__all__ = ["Refined", "address_key", "assemble", "digest", "place_id", "refine", "source_id"]
