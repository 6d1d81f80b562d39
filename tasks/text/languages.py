"""Which language a text is in. Pure. The only importer of py3langid (BSD; its model ships inside the package)."""

from functools import cache
from typing import Any

# The first characters tell; more only costs time.
_SAMPLE_CHARS = 4_000
# Below this, the identifier guesses from too little.
_LEAST_CHARS = 60
# Normalised probability under which the identifier's best answer is not taken: it is then at least twice as likely as
# the next. Near relatives share the probability (English and Nigerian Pidgin), so more than this would refuse English.
_SURE = 0.67


def identify(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where the text is short or the answer is not sure."""
    sample = text[:_SAMPLE_CHARS].strip()
    if len(sample) < _LEAST_CHARS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    # Loaded at first use: it takes most of a second, which a worker spends while others still start.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
