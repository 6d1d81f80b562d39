"""Country codes of countries' names and of nationalities.

Files: reads `tasks/lexicon/en/countries.tsv` once.
"""

from tasks.lexicon.files import countries


def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country's name or a nationality, exact case, leading article allowed; else None."""
    names, demonyms = countries()
    bare = " ".join(name.replace("-", " ").split())
    for form in (name, bare, bare.removeprefix("the ").removeprefix("The ")):
        code = names.get(form) or demonyms.get(form)
        if code:
            return code
    return None
