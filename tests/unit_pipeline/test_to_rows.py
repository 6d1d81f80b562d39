"""By what an article and an outlet are known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from tasks.model.stages import Media
from tasks.pipeline.identity_keys import article_keys, source_id, source_key
from tasks.pipeline.to_rows import assemble
from tests.support.builders import capture, document, refined

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


def test_a_part_of_a_capture_is_known_by_its_part_and_an_address_says_more() -> None:
    bare = document(text="Words.")
    keys = {part: article_keys(bare, file_uri="file:///a.xml", address=None, part=part) for part in ("1", "2", None)}
    assert keys == {"1": ("part:file:///a.xml#1",), "2": ("part:file:///a.xml#2",), None: ("file:file:///a.xml",)}
    assert article_keys(bare, file_uri="file:///a.xml", address="https://p.example/1", part="1") == ("url:p.example/1",)


def test_a_capture_without_a_document_is_a_capture_all_the_same() -> None:
    lead, page = capture(b"User-agent: *", media=Media.OTHER, uri="https://p.example/robots.txt"), refined("Words.")
    batch = assemble([page], captures=[lead, page.capture])
    assert [json.loads(line)["capture_id"] for line in batch.rows["captures"].splitlines()] == [
        lead.capture_id,
        page.capture.capture_id,
    ]
    assert (len(batch.rows["items"].splitlines()), batch.documents) == (1, 1)


def test_a_capture_of_many_documents_is_one_capture() -> None:
    feed = capture(b"<rss/>", media=Media.FEED, uri="file:///a.xml")
    parts = [replace(refined(f"Number {part}."), capture=feed, part=part) for part in ("1", "2")]
    batch = assemble(parts)
    assert len(batch.rows["captures"].splitlines()) == 1
    assert [json.loads(line)["keys"] for line in batch.rows["items"].splitlines()] == [
        ["part:file:///a.xml#1"],
        ["part:file:///a.xml#2"],
    ]


def test_the_id_of_an_outlet_is_that_of_its_domain() -> None:
    (row,) = assemble([refined("Words.", domain="p.example", url="https://p.example/1")]).rows["items"].splitlines()
    assert json.loads(row)["source_id"] == source_id("p.example")


def test_an_outlet_is_its_domain_unless_the_input_names_it() -> None:
    assert source_key(document(domain="p.example", source_name="The Post")) == "domain:p.example"
    assert source_key(document(domain="p.example", source_name="The Post", source_stated=True)) == "name:thepost"
    assert source_key(document(source_name="Iran Press")) == "name:iranpress"
    assert source_key(document()) == "name:unknownoutlet"
