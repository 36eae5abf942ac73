"""Videos: which addresses lead to one, and what a page says of it before anybody plays it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks.struct_block import StructBlockValidationError

from careers.blocks.video_providers import find_video
from careers.models import TeamPage
from tests.careers import block_data
from tests.careers.block_catalogue import draft, offered
from tests.careers.team_form import draftail, post_team
from tests.factories import ImageFactory, Tree
from tests.soup import get_soup, select, text_of

ID = "dQw4w9WgXcQ"
YOUTUBE = f"https://www.youtube.com/watch?v={ID}"
YOUTUBE_PLAYER = f"https://www.youtube-nocookie.com/embed/{ID}?autoplay=1&rel=0"
VIMEO_PLAYER = "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"
PLAYERS = {"www.youtube-nocookie.com", "player.vimeo.com"}
NOTHING_FOUND = "No video was found in this address."


# Which addresses lead to a video


@pytest.mark.parametrize(
    "address",
    [
        YOUTUBE,
        f"http://youtube.com/watch?v={ID}",
        f"https://m.youtube.com/watch?v={ID}",
        f"https://music.youtube.com/watch?v={ID}&list=RDAMVM",
        f"https://WWW.YouTube.com/watch/?feature=shared&v={ID}&pp=ygUEYQ%3D%3D",
        f"  https://youtu.be/{ID}?si=abcdef\n",
        f"https://youtu.be/{ID}/",
        f"https://www.youtube.com/shorts/{ID}",
        f"https://www.youtube.com/live/{ID}?feature=shared",
        f"https://www.youtube.com/embed/{ID}",
        f"https://www.youtube.com/v/{ID}",
        f"https://www.youtube-nocookie.com/embed/{ID}?rel=0",
        f"https://www.youtube.com:443/watch?v={ID}",
    ],
)
def test_youtube_is_played_from_its_domain_without_cookies(address: str) -> None:
    video = find_video(address)
    assert video
    assert (video.provider, video.watch_url, video.embed_url) == (
        "YouTube",
        YOUTUBE,
        YOUTUBE_PLAYER,
    )


@pytest.mark.parametrize(
    ("start", "seconds"),
    [
        ("t=90", 90),
        ("t=90s", 90),
        ("t=1m30s", 90),
        ("t=2m", 120),
        ("t=1h2m3s", 3723),
        ("start=15", 15),
        ("t=0", 0),
        ("t=soon", 0),
        ("t=-5", 0),
        ("t=1e9", 0),
        ("t=٣", 0),
    ],
)
def test_youtube_starts_where_the_address_says(start: str, seconds: int) -> None:
    video = find_video(f"https://youtu.be/{ID}?{start}")
    assert video
    assert video.embed_url == YOUTUBE_PLAYER + (f"&start={seconds}" if seconds else "")
    assert video.watch_url == YOUTUBE + (f"&t={seconds}s" if seconds else "")


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/76979871",
        "https://www.vimeo.com/76979871/",
        "https://vimeo.com/channels/staffpicks/76979871",
        "https://vimeo.com/groups/motion/videos/76979871",
        "https://player.vimeo.com/video/76979871?title=0&dnt=0",
        "https://vimeo.com/76979871?h=%22%3E%3Cscript%3E",
    ],
)
def test_vimeo_is_asked_not_to_track(address: str) -> None:
    video = find_video(address)
    assert video
    assert (video.provider, video.watch_url, video.embed_url) == (
        "Vimeo",
        "https://vimeo.com/76979871",
        VIMEO_PLAYER,
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/76979871/abcdef0123",
        "https://vimeo.com/76979871?h=abcdef0123",
        "https://player.vimeo.com/video/76979871?h=abcdef0123&badge=0",
    ],
)
def test_unlisted_video_at_vimeo_keeps_its_hash(address: str) -> None:
    video = find_video(address)
    assert video
    assert video.watch_url == "https://vimeo.com/76979871/abcdef0123"
    assert video.embed_url == f"{VIMEO_PLAYER}&h=abcdef0123"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "dQw4w9WgXcQ",
        "nothing",
        "https://",
        "https://[",
        "https://[::1]/watch?v=dQw4w9WgXcQ",
        "javascript:alert(1)",
        f"javascript://www.youtube.com/watch?v={ID}",
        f"data:text/html,//www.youtube.com/watch?v={ID}",
        f"ftp://www.youtube.com/watch?v={ID}",
        f"//www.youtube.com/watch?v={ID}",
        f"www.youtube.com/watch?v={ID}",
        # Hosts
        "https://example.com/video.mp4",
        f"https://youtube.com.evil.example/watch?v={ID}",
        f"https://evilyoutube.com/watch?v={ID}",
        f"https://evil.example/www.youtube.com/watch?v={ID}",
        f"https://evil.example?https://www.youtube.com/watch?v={ID}",
        f"https://evil.example#@www.youtube.com/watch?v={ID}",
        f"https://www.youtube.com@evil.example/watch?v={ID}",
        f"https://www.youtube.com:443@evil.example/watch?v={ID}",
        f"https://www.youtube.com\\@evil.example/watch?v={ID}",
        f"https://yоutube.com/watch?v={ID}",
        "https://vimeo.com.evil.example/76979871",
        "https://notvimeo.com/76979871",
        # Ids
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=",
        f"https://www.youtube.com/watch?v={ID[:-1]}",
        f"https://www.youtube.com/watch?v={ID}Q",
        f"https://www.youtube.com/watch?v={ID[:-1]}%22",
        f"https://www.youtube.com/watch?v={ID[:-1]}%0A",
        f"https://www.youtube.com/watch?v={ID}%0A",
        f"https://www.youtube.com/watch?v={ID[:-1]}é",
        f"https://www.youtube.com/embed/{ID[:-1]}'",
        f"https://www.youtube.com/embed/{ID}/../../evil",
        f"https://youtu.be/{ID}/more",
        "https://www.youtube.com/@halmere",
        "https://www.youtube.com/playlist?list=PL590L5WQmH8fJ54F369BLDSqIwcs-TCfs",
        "https://vimeo.com/halmere",
        "https://vimeo.com/1234567890123",
        "https://vimeo.com/٧٦٩٧٩٨٧١",
        'https://vimeo.com/76979871"onload="x',
        "https://player.vimeo.com/video/",
    ],
)
def test_other_addresses_lead_to_no_video(address: str) -> None:
    assert find_video(address) is None


HOSTS = ["www.youtube.com", "youtu.be", "www.youtube-nocookie.com", "vimeo.com", "player.vimeo.com"]
PATHS = ["/watch", f"/{ID}", f"/embed/{ID}", "/76979871", "/76979871/abcdef0123", "/video/1"]
text = st.text(st.characters(codec="utf-8"), max_size=20)
addresses = st.one_of(
    text,
    st.builds(
        "https://{}{}{}{}?{}v={}&t={}&h={}{}".format,
        st.sampled_from(["", "user:word@", "www.youtube.com@"]) | text,
        st.sampled_from(HOSTS) | text,
        st.sampled_from(["", ":443", ":x", "\\"]),
        st.sampled_from(PATHS) | text,
        st.just("") | text,
        st.just(ID) | st.from_regex(r"[\w\-\"'<> ]{11}") | text,
        st.sampled_from(["", "90", "1m30s"]) | text,
        st.just("abcdef0123") | text,
        st.just("") | text,
    ),
)


@given(addresses)
def test_player_is_always_a_providers_own_and_safe_in_an_attribute(address: str) -> None:
    video = find_video(address)
    if video is None:
        return
    parts_of_address = urlsplit(video.embed_url)
    assert parts_of_address.scheme == "https"
    assert parts_of_address.netloc in PLAYERS
    for url in (video.embed_url, video.watch_url):
        assert re.fullmatch(r"[\w:/.?&=-]+", url, re.ASCII)


# What editors enter


def test_unknown_address_is_refused_at_its_field() -> None:
    block = offered(TeamPage)["video"]
    value = block.to_python({"title": "T", "url": "https://example.com/video.mp4"})
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    assert list(error.value.block_errors) == ["url"]
    with draft(block):
        assert block.clean(value)["url"] == "https://example.com/video.mp4"


def test_page_with_an_unknown_video_is_kept_as_a_draft_but_not_published(
    admin_client: Client, tree: Tree
) -> None:
    def body(address: str) -> list[Any]:
        values = {"heading": "", "title": "T", "url": address, "transcript": draftail("Hello")}
        return [("video", values)]

    unknown = body("https://example.com/video.mp4")
    assert post_team(admin_client, tree.team, unknown, "draft") is None
    kept = TeamPage.objects.get().get_latest_revision_as_object()
    assert kept.body[0].value["url"] == "https://example.com/video.mp4"
    (error,) = post_team(admin_client, tree.team, unknown).errors.as_data()["body"]
    assert NOTHING_FOUND in str(error.as_json_data())
    assert post_team(admin_client, tree.team, body(YOUTUBE)) is None


# What the page says


def test_video_is_a_link_to_its_provider_and_nothing_of_the_provider_is_on_the_page(
    client: Client, tree: Tree
) -> None:
    block_data.set_body(tree.team, [block_data.video(ImageFactory(), title="A <b> & more")])
    soup = get_soup(client, tree.team.url)
    link = select(soup, ".block-video a.video-facade")
    assert link["href"] == YOUTUBE
    assert link["data-embed"] == YOUTUBE_PLAYER
    assert text_of(link) == "Play : A <b> & more 18:04"
    assert not soup.select("iframe, object, embed, video")
    loaded = soup.select("[src], [srcset], link[rel=preconnect], link[rel=dns-prefetch]")
    assert loaded
    assert not [tag for tag in loaded if re.search("youtu|ytimg|vimeo", str(tag))]


def test_page_says_who_plays_the_video_and_what_it_is_about(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.video()])
    section = select(get_soup(client, tree.team.url), ".block-video")
    assert text_of(select(section, "figcaption")) == (
        "A walk round The player is loaded from YouTube only when you press Play. Watch at YouTube"
    )
    elsewhere = select(section, "figcaption a")
    assert elsewhere["href"] == YOUTUBE
    assert elsewhere.has_attr("hidden"), "until the player is there"
    assert text_of(select(section, "details")) == "Transcript Here we are."


@pytest.mark.parametrize(
    ("address", "start"),
    [
        ("https://vimeo.com/manage/videos/76979871", ""),
        ("https://vimeo.com/showcase/4711/video/76979871", ""),
        ("https://vimeo.com/76979871#t=1m30s", "#t=90s"),
        ("https://vimeo.com/76979871#comments", ""),
    ],
)
def test_address_of_vimeo_is_taken_as_its_owner_sees_it(address: str, start: str) -> None:
    video = find_video(address)
    assert video
    assert video.embed_url == VIMEO_PLAYER + start
    assert video.watch_url == f"https://vimeo.com/76979871{start}"


def test_video_without_transcript_has_none_to_unfold(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.video(transcript="")])
    assert not select(get_soup(client, tree.team.url), ".block-video").select("details")


def test_draft_without_a_known_video_shows_its_poster_and_no_link(
    client: Client, tree: Tree
) -> None:
    body = [
        block_data.video(ImageFactory(), url=address) for address in ("", "javascript:alert(1)")
    ]
    block_data.set_body(tree.team, body)
    soup = get_soup(client, tree.team.url)
    assert len(soup.select(".block-video img")) == 2
    assert not soup.select(".block-video a")
