"""What a visitor sees of a page, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, TypedDict

from PIL import Image
from playwright.sync_api import Page

#: The plugin's part of the page. The reference site has a second one round it.
ROOT = "const root = [...document.querySelectorAll('.careers')].at(-1);"
#: Ends the way from the colours of the other scheme.
SETTLE = """async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
    await document.fonts.ready;
    for (const animation of document.getAnimations())
        if (animation instanceof CSSTransition) animation.finish();
}"""
BOXES = f"""() => {{
    {ROOT}
    const origin = root.getBoundingClientRect();
    return [...root.querySelectorAll("*")].flatMap((element) => {{
        const box = element.getBoundingClientRect();
        const name = `${{element.localName}}${{element.id ? "#" + element.id : ""}}`
            + [...element.classList].map(name => "." + name).join("");
        // Where it sticks follows from what the host has above.
        for (let above = element; above !== root; above = above.parentElement)
            if (getComputedStyle(above).position === "sticky") return [];
        const text = element.textContent.trim().replace(/\\s+/g, " ").slice(0, 20);
        return [{{
            name: `${{name}} “${{text}}”`,
            box: element.checkVisibility() ?
                [box.x - origin.x, box.y - origin.y, box.width, box.height] : [],
        }}];
    }});
}}"""
FRAME = f"""() => {{
    {ROOT}
    const pencil = document.createElement("canvas").getContext("2d", {{willReadFrequently: true}});
    const rgb = (colour) => {{
        pencil.fillStyle = colour;
        pencil.fillRect(0, 0, 1, 1);
        return [...pencil.getImageData(0, 0, 1, 1).data].slice(0, 3);
    }};
    const paper = (element) => {{
        for (; element; element = element.parentElement) {{
            const colour = getComputedStyle(element).backgroundColor;
            if (!/(, 0\\)|\\/ 0\\)|transparent)$/.test(colour)) return rgb(colour);
        }}
        // What a window without any background has.
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.backgroundColor = "Canvas";
        const canvas = getComputedStyle(probe).backgroundColor;
        probe.remove();
        return rgb(canvas);
    }};
    const heading = root.querySelector("h1");
    const box = heading.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(heading);
    const line = range.getClientRects()[0] || box;
    const top = document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2);
    return {{
        overflow: document.documentElement.scrollWidth - innerWidth,
        inset: root.getBoundingClientRect().x,
        heading: [box.x, box.y, box.width, box.height],
        isHeadingOnTop: heading.contains(top),
        isHeadingVisible: heading.checkVisibility(
            {{opacityProperty: true, visibilityProperty: true}}),
        headingFont: getComputedStyle(heading).fontFamily,
        textFont: getComputedStyle(root.querySelector("p")).fontFamily,
        hostFont: getComputedStyle(root.parentElement).fontFamily,
        paper: paper(root),
        hostPaper: paper(root.parentElement),
        ink: rgb(getComputedStyle(root).color),
        hostInk: rgb(getComputedStyle(root.parentElement).color),
        loadedFonts: [...document.fonts].filter(face => face.status === "loaded")
            .map(face => face.family.replaceAll('"', "")),
    }};
}}"""
#: How far a box may stand from where it stands on the reference site, in pixels.
TOLERANCE = 2


class Box(TypedDict):
    name: str
    box: list[float]


def boxes(page: Page) -> list[Box]:
    """Return each element of the plugin's part with where it stands in it, and how large it is."""
    found: list[Box] = page.evaluate(BOXES)
    return found


def frame(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(FRAME)
    return found


def settle(page: Page) -> None:
    page.evaluate(SETTLE)


def differences(found: list[Box], wanted: list[Box], across: tuple[str, ...] = ()) -> list[str]:
    """Return, in words, the boxes that are not where those of the reference site are.

    With `across`, the beginnings of names, only these count, and only their place and size across.
    """
    if [one["name"] for one in found] != [one["name"] for one in wanted]:
        return ["The page has other elements than that of the reference site."]
    step = 2 if across else 1
    return [
        f"{one['name']}: {_rounded(one['box'])} instead of {_rounded(other['box'])}"
        for one, other in zip(found, wanted, strict=True)
        if not across or one["name"].startswith(across)
        if not _are_near(one["box"][::step], other["box"][::step])
    ]


def contrast(picture: bytes) -> float:
    """Return the contrast, as WCAG has it, between the lightest and the darkest in a picture."""
    colours: Any = Image.open(BytesIO(picture)).convert("RGB").getcolors(maxcolors=1 << 24) or []
    lights = [luminance(colour) for _, colour in colours]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def luminance(colour: Sequence[int]) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _are_near(found: list[float], wanted: list[float]) -> bool:
    return len(found) == len(wanted) and all(
        abs(one - other) <= TOLERANCE for one, other in zip(found, wanted, strict=True)
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _rounded(box: list[float]) -> list[int]:
    return [round(number) for number in box]
