"""Files of word lists: how sections are read, what a mistake says, and that the lists of the repository are sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tasks.lexicon import word_lists
from tasks.lexicon.word_lists import LexiconError, ordered_words, phrase_groups, phrases, word_list, word_values

FOLDER = Path(word_lists.__file__).parent
SECTIONED = sorted(file for file in FOLDER.glob("*/*.txt") if "\n[" in file.read_text(encoding="utf-8"))


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lexicon of one language, `xx`; its file `toy.txt` is the path."""
    monkeypatch.setattr(word_lists, "_FOLDER", tmp_path)
    (tmp_path / "xx").mkdir()
    return tmp_path / "xx" / "toy.txt"


def test_a_section_is_read_without_comments(toy: Path) -> None:
    toy.write_text("# ours\n\n[a]\n# why\none two\nthree\n\n[b]\nRio Grande|La Paz\nBonn\n")
    assert word_list("toy", "a", "xx") == {"one", "two", "three"}
    assert ordered_words("toy", "a", "xx") == ("one", "two", "three")
    assert phrases("toy", "b", "xx") == ("Rio Grande", "La Paz", "Bonn")


def test_groups_map_words_to_their_key(toy: Path) -> None:
    toy.write_text("# ours\n[c]\nm: meter metres\nkm: kilometer\n[d]\nAP: Associated Press|A.P.\nUPI:\n")
    assert word_values("toy", "c", "xx") == {"meter": "m", "metres": "m", "kilometer": "km"}
    assert phrase_groups("toy", "d", "xx") == {"AP": ("Associated Press", "A.P."), "UPI": ()}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("# ours\nword\n[a]\n", r"toy\.txt, line 2: words before"),
        ("# ours\n[a]\nx\n[a]\n", r"toy\.txt, line 4: a second section \[a\]"),
        ("# ours\n[b]\nx\n", r"toy\.txt: no section \[a\]"),
        ("# ours\n[a]\nx y\n", r"toy\.txt, line 3: no `key: words`"),
        (None, r"toy\.txt: .*No such file"),
    ],
)
def test_a_mistake_names_file_and_line(toy: Path, content: str | None, message: str) -> None:
    if content is not None:
        toy.write_text(content)
    with pytest.raises(LexiconError, match=message):
        word_values("toy", "a", "xx")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*/*.t*")), ids=lambda file: file.name)
def test_the_first_line_says_source_and_licence(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"# .*(?:Apache-2\.0|MIT\))\.", first)


@pytest.mark.parametrize("file", SECTIONED, ids=lambda file: file.name)
def test_no_list_holds_a_word_twice(file: Path) -> None:
    for section, lines in word_lists._sections(file).items():
        words = [word for _, line in lines if ": " not in line for word in line.split("|" if "|" in line else None)]
        assert len(words) == len(set(words)), f"[{section}]: {sorted({w for w in words if words.count(w) > 1})}"
