"""Which feeds a page announces or links to, in which order."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.feeds.discover import MAX_CANDIDATES, FeedCandidate, canonicalize_feed_url, discover_feeds, guess_feed_urls

PAGE = "https://www.example.com/world/today"


def found(html: str, url: str = PAGE) -> list[str]:
    return [candidate.url for candidate in discover_feeds(html, url=url)]


def test_a_feed_that_is_announced() -> None:
    html = """<!doctype html><head><link REL="Alternate  home" TYPE="Application/RSS+XML; charset=utf-8"
        title=" Example &#8211;
        News " href=" ../feed/?x=1&amp;y=2#top "></head>"""
    assert discover_feeds(html, url=PAGE) == [
        FeedCandidate(
            url="https://www.example.com/feed/?x=1&y=2",
            title="Example – News",
            form="application/rss+xml",
            how="link",
        )
    ]


@pytest.mark.parametrize(
    "form",
    [
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/x.atom+xml",
        "application/x-rss+xml",
        "text/rss",
        "text/rss+xml",
        'application/atom+xml;type="feed"',
    ],
)
def test_types_of_feeds(form: str) -> None:
    assert found(f"<link rel=alternate type='{form}' href=/x>") == ["https://www.example.com/x"]


@pytest.mark.parametrize(
    "tag",
    [
        "<link rel=alternate type=application/json href=/feed.json>",
        "<link rel=alternate type=text/xml href=/rss>",
        "<link rel=alternate type=application/xml href=/news/index.xml>",
        "<link rel=alternate href=/atom.xml>",
        "<link rel=feed href=/x>",
        "<link rel='feed alternate' type=text/html href=/x>",
    ],
)
def test_vague_types_are_decided_by_the_address(tag: str) -> None:
    assert len(found(tag)) == 1


@pytest.mark.parametrize(
    "tag",
    [
        "<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1>",
        "<link rel=alternate type=application/json+oembed href='/oembed?url=https%3A%2F%2Fexample.com%2Ffeed'>",
        "<link rel=alternate type='application/atom+xml;type=entry' href=/entry>",
        "<link rel=alternate hreflang=de href=/de/>",
        "<link rel=alternate media=handheld href=https://m.example.com/>",
        "<link rel='alternate stylesheet' type=application/rss+xml href=/feed.css>",
        "<link rel=stylesheet type=application/rss+xml href=/feed>",
        "<link rel=alternate type=application/rss+xml>",
        "<link rel=alternate type=application/rss+xml href='javascript:feed()'>",
        "<link rel=alternate type=application/rss+xml href=/world/today#feed>",
        "<!-- <link rel=alternate type=application/rss+xml href=/feed> -->",
        "<script>'<link rel=alternate type=application/rss+xml href=/feed>'</script>",
    ],
)
def test_what_announces_no_feed(tag: str) -> None:
    assert found(tag) == []


def test_the_main_feed_comes_first_and_feeds_of_comments_last() -> None:
    html = """
        <a href=/other.rss>Other</a>
        <link rel=alternate type=application/rss+xml title="Example » Story Comments Feed" href=/2020/07/08/story/feed/>
        <link rel=alternate type=application/rss+xml title="Example » Comments Feed" href=/comments/feed/>
        <link rel=alternate type=application/rss+xml title="Example » Feed" href=/feed/>
        <link rel=alternate type=application/atom+xml title="Example » World" href=/world/feed/>
    """
    assert found(html) == [
        "https://www.example.com/feed/",
        "https://www.example.com/world/feed/",
        "https://www.example.com/other.rss",
        "https://www.example.com/2020/07/08/story/feed/",
        "https://www.example.com/comments/feed/",
    ]


def test_the_base_of_a_page() -> None:
    link = "<link rel=alternate type=application/rss+xml href=feed>"
    assert found(f"<base target=_blank><base href='/news/'><base href=/no/>{link}") == [
        "https://www.example.com/news/feed"
    ]
    assert found(f"<base href='//cdn.example.net/a/'>{link}") == ["https://cdn.example.net/a/feed"]
    assert found(f"<base href='javascript:0'>{link}") == ["https://www.example.com/world/feed"]
    assert found(f"{link}<link rel=feed href=https://example.com/f>", url="no address") == ["https://example.com/f"]


@pytest.mark.parametrize(
    "href",
    [
        "/feed",
        "/feed/",
        "/rss",
        "/rss.xml",
        "/rss.php",
        "/news-rss.xml",
        "/rss_world.xml",
        "/index.xml",
        "/index.rdf",
        "/world.rss",
        "/services/rss/world.xml",
        "/rss/world",
        "/feeds/posts/default",
        "/?feed=rss2",
        "/index.php?format=feed&type=rss",
        "https://feeds.example.org/example",
        "feed://example.com/rss",
        "feed:https://example.com/rss",
    ],
)
def test_links_that_look_like_feeds(href: str) -> None:
    assert len(found(f"<a href='{href}'><img src=x></a>")) == 1


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "/feedback",
        "/rss.html",
        "/rss.png",
        "/rss-readers-explained-at-length",
        "/2020/07/08/a-mouth-to-feed",
        "/2020/07/08/atom-bomb-remembered-today",
        "/sitemap/index.xml",
        "/anatomy",
        "/page?feedback=rss",
        "https://reader.example/subscribe/feed/https://www.example.com/feed",
        "https://social.example/dialog/feed?link=https%3A//www.example.com/",
        "https://reader.example/add?feed=https%3A%2F%2Fwww.example.com%2Frss",
        "mailto:rss@example.com",
    ],
)
def test_links_that_do_not(href: str) -> None:
    assert found(f"<a href='{href}'><img src=x></a>") == []


def test_links_that_say_they_are_feeds() -> None:
    html = "<a href=/services/rssnews.html>RSS feed</a><a href=/services/rssnews2.html>About our RSS feeds</a>"
    assert found(html) == ["https://www.example.com/services/rssnews.html"]
    assert found("<a type=application/rss+xml href=/x>y</a>") == ["https://www.example.com/x"]


def test_links_of_the_same_site_come_first_and_each_once() -> None:
    html = """
        <a href="https://elsewhere.org/feed">Partner</a>
        <a href="https://news.example.com/rss" title="News">n</a>
        <a href="/feed">Feed <b>of</b> all</a>
        <a href="/FEED/../feed?utm_source=page">again</a>
        <link rel=alternate type=application/rss+xml href=/feed title=Main>
    """
    assert [(one.url, one.title, one.how) for one in discover_feeds(html, url=PAGE)][:3] == [
        ("https://www.example.com/feed", "Main", "link"),
        ("https://news.example.com/rss", "News", "anchor"),
        ("https://elsewhere.org/feed", "Partner", "anchor"),
    ]


def test_guesses_are_of_the_site_and_unknown() -> None:
    places = guess_feed_urls("HTTPS://www.example.com:8443/blog/post?x=1#y")
    assert places[0] == FeedCandidate(url="https://www.example.com:8443/feed", title=None, form=None, how="guess")
    paths = [place.url.removeprefix("https://www.example.com:8443") for place in places]
    assert {"/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json"} <= set(paths)
    assert len(paths) == len(set(paths)) <= 15
    assert guess_feed_urls("no address") == guess_feed_urls("file:///etc/passwd") == []


def test_feed_addresses() -> None:
    assert canonicalize_feed_url("feed://example.com/rss") == "http://example.com/rss"
    assert canonicalize_feed_url("FEED:HTTPS://example.com/rss") == "https://example.com/rss"
    assert canonicalize_feed_url("https://example.com/feed:https://x") == "https://example.com/feed:https://x"
    assert canonicalize_feed_url("feed:nothing") is None


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/feed/x'>" * 100_000,
        "<link rel=alternate type=application/rss+xml href=/f>" * 30_000,
        "<link rel='" + "alternate " * 200_000 + "' type='" + "application/" * 100_000 + "' href=/f>",
        "<a href='/" + "feed/" * 500_000 + "'>x</a>",
        ("<a href='/" + "feed/-." * 500 + "'>" + "rss " * 70 + "2.</a>") * 300,
        "<div>" * 200_000 + "<a href=/feed>",
        "\0<base href=\0><link rel=\0 href='http://[::'>",
    ],
)
def test_pages_that_mean_harm_take_no_time(html: str) -> None:
    begun = time.monotonic()
    assert len(discover_feeds(html, url=PAGE)) <= 1
    assert time.monotonic() - begun < 10


def test_candidates_are_counted() -> None:
    html = "".join(f"<a href=/{number}.rss>x</a>" for number in range(3 * MAX_CANDIDATES))
    assert found(html)[-1] == f"https://www.example.com/{MAX_CANDIDATES - 1}.rss"


PIECES = st.sampled_from(["<a href='", "<link rel=feed href='", "<base href='", "'>", "feed", "://", "[", "rss", "\0"])


@given(st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join), st.sampled_from([PAGE, "", "http://["]))
def test_nothing_is_raised(html: str, url: str) -> None:
    candidates = discover_feeds(html, url=url)
    assert all(one.url.startswith(("http://", "https://")) for one in candidates)
