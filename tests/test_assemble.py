"""By what an article and an outlet are known."""

from __future__ import annotations

from datetime import UTC, datetime

from tasks.assemble import article_keys, source_key
from tests.builders import document

TITLE = "Two ministers sign a long agreement on Wednesday"


def test_an_address_is_a_key_without_what_servers_treat_alike() -> None:
    one = document(url="https://www.news.example/a/")
    assert article_keys(one, file_uri="file:///x.html", address="http://news.example/a") == ("url:news.example/a",)


def test_the_address_comes_before_the_canonical_one() -> None:
    one = document(url="https://news.example/a")
    keys = article_keys(one, file_uri="file:///x", address="https://amp.news.example/a?x=1")
    assert keys == ("url:amp.news.example/a?x=1", "url:news.example/a")


def test_a_file_is_known_by_its_place_and_by_outlet_headline_and_day() -> None:
    day = datetime(2020, 7, 8, 5, tzinfo=UTC)
    one = document(title=TITLE, source_name="Iran Press", published_at=day)
    keys = article_keys(one, file_uri="file:///x.txt", address=None)
    assert keys == ("file:file:///x.txt", "title:iranpress|twoministerssignalongagreementonwednesday|2020-07-08")


def test_without_an_outlet_or_with_a_short_headline_the_place_alone_counts() -> None:
    for one in (document(title=TITLE), document(title="Morning briefing", source_name="Post")):
        assert article_keys(one, file_uri="f", address=None) == ("file:f",)


def test_an_outlet_is_its_domain_unless_the_input_names_it() -> None:
    assert source_key(document(domain="p.example", source_name="The Post")) == "domain:p.example"
    assert source_key(document(domain="p.example", source_name="The Post", source_stated=True)) == "name:thepost"
    assert source_key(document(source_name="Iran Press")) == "name:iranpress"
    assert source_key(document()) == "name:unknownoutlet"
