"""Lists of subscriptions: what other readers export is read, what is written is read back as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.feeds.opml import MAX_LABEL_CHARS, MAX_OUTLINES, Subscription, read_opml, write_opml
from tasks.model.stages import Reject
from warehouse.model.vocabulary import Reason

NOW = datetime(2020, 7, 8, 9, 30, tzinfo=UTC)


def listed(body: str) -> tuple[list[Subscription], list[Reject]]:
    read = read_opml(f"<opml version='1.0'><head><title>x</title></head><body>{body}</body></opml>".encode())
    assert not isinstance(read, Reject), read
    return read


def subscription(url: str, title: str | None = None, home: str | None = None, *folder: str) -> Subscription:
    return Subscription(url=url, title=title, home_url=home, folder=folder)


def test_folders_names_and_addresses() -> None:
    found, rejects = listed("""
        <outline text="World" title="ignored">
          <outline type="rss" text="  One&#10;News " title="Other" xmlUrl="HTTPS://One.example/feed#x"
                   htmlUrl="https://one.example"/>
          <outline text="Middle East"><outline TITLE="Two" XMLURL="feed://two.example/rss" htmlUrl="none"/></outline>
          <outline text=""><outline text="" xmlUrl="feed:https://three.example/atom"/></outline>
        </outline>
        <outline text="https://four.example/feed" xmlUrl="https://four.example/feed"/>
        <outline text="Just a note"/>
    """)
    assert found == [
        subscription("https://one.example/feed", "One News", "https://one.example/", "World"),
        subscription("http://two.example/rss", "Two", None, "World", "Middle East"),
        subscription("https://three.example/atom", None, None, "World"),
        subscription("https://four.example/feed"),
    ]
    assert rejects == []


def test_a_feed_listed_twice_is_one_where_it_stands_first() -> None:
    found, rejects = listed("""
        <outline text="A"><outline text="First" xmlUrl="https://example.com/feed"/></outline>
        <outline text="B"><outline text="Second" xmlUrl="https://EXAMPLE.com:443/feed"/></outline>
    """)
    assert found == [subscription("https://example.com/feed", "First", None, "A")]
    assert rejects == []


def test_outlines_that_are_no_subscriptions_are_named() -> None:
    found, rejects = listed("""
        <outline text="Spoilt" xmlUrl="javascript:alert(1)"/>
        <outline text="Local" xmlUrl="file:///etc/passwd"/>
        <outline text="Empty" type="rss"/>
        <outline type="RSS" xmlUrl="  "/>
        <outline text="More" type="link" url="https://example.com/list.opml"/>
        <outline text="Page" type="link" url="https://example.com/page"/>
        <outline text="Old style" type="rss" url="https://example.com/feed"/>
    """)
    assert found == [subscription("https://example.com/feed", "Old style")]
    assert [(reject.reason, reject.detail) for reject in rejects] == [
        (Reason.BAD_FIELD, "Spoilt: not a web address: 'javascript:alert(1)'"),
        (Reason.BAD_FIELD, "Local: not a web address: 'file:///etc/passwd'"),
        (Reason.BAD_FIELD, "Empty: no address"),
        (Reason.BAD_FIELD, "an outline without a name: no address"),
        (Reason.UNSUPPORTED, "More: a list included from 'https://example.com/list.opml', not read"),
    ]


def test_a_feed_may_hold_others() -> None:
    found, _ = listed("<outline text='A' xmlUrl='http://a.example/'><outline xmlUrl='http://b.example/'/></outline>")
    assert found == [subscription("http://a.example/", "A"), subscription("http://b.example/", None, None, "A")]


def test_sloppy_lists_are_read() -> None:
    body = b"\n<OPML><outline text='Q&A &eacute;' xmlUrl='https://example.com/?a=1&b=2'/></OPML>"
    assert read_opml(body) == ([subscription("https://example.com/?a=1&b=2", "Q&A é")], [])


def test_a_list_that_breaks_off_is_read_and_the_damage_told() -> None:
    whole = "<outline text='A' xmlUrl='http://a.example/'/>"
    read = read_opml(f"<opml><body>{whole}<outline text='B' xmlUrl='http://b.exa".encode())
    assert not isinstance(read, Reject)
    assert read[0] == [subscription("http://a.example/", "A")]
    assert [reject.reason for reject in read[1]] == [Reason.BAD_FEED]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"https://example.com/feed", Reason.BAD_FEED),
        (b"<rss><channel><outline xmlUrl='http://a.example/'/></channel></rss>", Reason.BAD_FEED),
        (b"<!doctype html><title>Log in</title>", Reason.BAD_FEED),
        (b"<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml><body/></opml>", Reason.UNSUPPORTED),
        (b"<opml><body>" + b"<outline text='a'>" * 400, Reason.TOO_LARGE),
        (b"<opml>" + b" " * 11_000_000 + b"</opml>", Reason.TOO_LARGE),
    ],
)
def test_what_is_no_list(body: bytes, reason: Reason) -> None:
    read = read_opml(body)
    assert isinstance(read, Reject)
    assert read.reason is reason


def test_outlines_beyond_the_limit_are_told() -> None:
    found, rejects = listed("<outline/>" * MAX_OUTLINES + "<outline xmlUrl='http://a.example/'/>")
    assert found == []
    assert [reject.reason for reject in rejects] == [Reason.TOO_LARGE]


def test_what_is_written() -> None:
    body = write_opml(
        [
            subscription("https://a.example/feed?x=1&y=2", 'A "quoted" <b>', "https://a.example/", "World", "East"),
            subscription("https://b.example/feed", None, None, "World"),
            subscription("https://c.example/feed"),
        ],
        title="Mine & yours",
        now=datetime(2020, 7, 8, 11, 30, tzinfo=timezone(timedelta(hours=2))),
    )
    assert (
        body.decode()
        == """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Mine &amp; yours</title>
    <dateCreated>Wed, 08 Jul 2020 09:30:00 GMT</dateCreated>
    <docs>http://opml.org/spec2.opml</docs>
  </head>
  <body>
    <outline text="World">
      <outline text="East">
        <outline type="rss" text="A &quot;quoted&quot; &lt;b&gt;" title="A &quot;quoted&quot; &lt;b&gt;"\
 xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/>
      </outline>
      <outline type="rss" text="https://b.example/feed" xmlUrl="https://b.example/feed"/>
    </outline>
    <outline type="rss" text="https://c.example/feed" xmlUrl="https://c.example/feed"/>
  </body>
</opml>
"""
    )


PLAIN_NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Z"]), min_size=1, max_size=30)
SUBSCRIPTIONS = st.builds(
    Subscription,
    url=st.integers(0, 30).map(lambda number: f"https://feeds.example/{number}?a=1&b={number}"),
    title=st.none() | PLAIN_NAMES,
    home_url=st.none() | st.just("https://feeds.example/'home'"),
    folder=st.lists(st.sampled_from(["A", "B & <C>", "日本", '"']), max_size=4).map(tuple),
)


@given(st.lists(SUBSCRIPTIONS, unique_by=lambda one: one.url, max_size=12))
def test_what_is_written_is_read_back_as_it_was(subscriptions: list[Subscription]) -> None:
    assert read_opml(write_opml(subscriptions, title="t", now=NOW)) == (subscriptions, [])


@given(st.lists(st.builds(subscription, st.just("https://a.example/"), st.text(), st.none(), st.text()), max_size=2))
def test_names_of_any_characters_settle_at_once(subscriptions: list[Subscription]) -> None:
    once = read_opml(write_opml(subscriptions, title="\0\ud800 ]]>", now=NOW))
    assert not isinstance(once, Reject)
    assert (len(once[0]), once[1]) == (min(1, len(subscriptions)), [])
    assert read_opml(write_opml(once[0], title="t", now=NOW)) == once


def test_names_are_cut() -> None:
    written = write_opml([subscription("https://a.example/", "x" * 600, None, "y" * 600)], title="t", now=NOW)
    read = read_opml(written)
    expected = subscription("https://a.example/", "x" * MAX_LABEL_CHARS, None, "y" * MAX_LABEL_CHARS)
    assert read == ([expected], [])


@given(st.text(alphabet="<>/outlineopmlbodyxmlUrltext='\" &;\0", max_size=200).map(str.encode))
def test_nothing_is_raised(body: bytes) -> None:
    assert read_opml(b"<opml><body>" + body) is not None
