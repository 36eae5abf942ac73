"""Players for the videos of YouTube and Vimeo that tell these as little as possible."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com"}
YOUTUBE_PRIVATE_HOSTS = {"youtube-nocookie.com", "www.youtube-nocookie.com"}
YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
YOUTUBE_PATHS = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})/?", re.ASCII)
VIMEO_PATHS = re.compile(
    r"/(?:video/|manage/videos/|channels/[\w-]+/|groups/[\w-]+/videos/|showcase/[\w-]+/video/)?"
    r"(\d{1,12})(?:/([0-9a-f]{6,20}))?/?",
    re.ASCII,
)
VIMEO_HASH = re.compile(r"[0-9a-f]{6,20}", re.ASCII)
#: Where the players come from: what a content security policy has to allow in frames.
YOUTUBE_PLAYERS, VIMEO_PLAYERS = PLAYER_ORIGINS = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
)
START = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?", re.ASCII)


@dataclass(frozen=True)
class Video:
    """Where a video can be watched, and the player that a page may load in its place."""

    provider: str
    watch_url: str
    embed_url: str


def find_video(address: str) -> Video | None:
    """The video at `address`, or `None` where no known provider has it.

    YouTube's player comes from its domain without cookies, Vimeo's with "do not track".
    Sources: YouTube Help, "Turn on privacy-enhanced mode"; Vimeo Help, "Player parameters".
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if host in YOUTUBE_HOSTS | YOUTUBE_PRIVATE_HOSTS | {"youtu.be"}:
        return _youtube(host, parts.path, query)
    if host in {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}:
        return _vimeo(parts.path, query, parts.fragment)
    return None


def _youtube(host: str, path: str, query: dict[str, str]) -> Video | None:
    if host == "youtu.be":
        match = YOUTUBE_ID.fullmatch(path.strip("/"))
        key = match[0] if match else ""
    elif path.rstrip("/") == "/watch":
        match = YOUTUBE_ID.fullmatch(query.get("v", ""))
        key = match[0] if match else ""
    else:
        match = YOUTUBE_PATHS.fullmatch(path)
        key = match[1] if match else ""
    if not key:
        return None
    start = _seconds(query.get("t") or query.get("start") or "")
    watch = {"v": key} | ({"t": f"{start}s"} if start else {})
    embed = {"autoplay": "1", "rel": "0"} | ({"start": str(start)} if start else {})
    return Video(
        "YouTube",
        f"https://www.youtube.com/watch?{urlencode(watch)}",
        f"{YOUTUBE_PLAYERS}/embed/{key}?{urlencode(embed)}",
    )


def _vimeo(path: str, query: dict[str, str], fragment: str) -> Video | None:
    match = VIMEO_PATHS.fullmatch(path)
    if not match:
        return None
    key, unlisted = match[1], match[2] or query.get("h", "")
    unlisted = unlisted if VIMEO_HASH.fullmatch(unlisted) else ""
    embed = {"autoplay": "1", "dnt": "1"} | ({"h": unlisted} if unlisted else {})
    seconds = _seconds(fragment.removeprefix("t=")) if fragment.startswith("t=") else 0
    start = f"#t={seconds}s" if seconds else ""
    return Video(
        "Vimeo",
        f"https://vimeo.com/{key}{f'/{unlisted}' if unlisted else ''}{start}",
        f"{VIMEO_PLAYERS}/video/{key}?{urlencode(embed)}{start}",
    )


def _seconds(text: str) -> int:
    """`90`, `90s` or `1m30s` in seconds; 0 for any other text."""
    match = START.fullmatch(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
