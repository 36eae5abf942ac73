"""Each rule of `tests.html` is seen to hold and to fail."""

from __future__ import annotations

import pytest

from tests.html import assert_valid_html, problems

DOCUMENT = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Teams</title><style>a { color: red }</style></head>
<body>
<a href="#content">Skip</a>
<main id="content">
<h1>Teams</h1>
<nav aria-labelledby="all"><h2 id="all">All</h2><ul><li><a href="/a/">A</a></li></ul></nav>
<a href="/b/"><div>A block in a link</div></a>
<form action="/"><label for="q">Search</label><input id="q" name="q">
<label>Team <select name="team"><option>A</option></select></label>
<button type="submit">Go</button></form>
<details><summary><h3>Why?</h3></summary><p>So.</p></details>
<figure><picture><source srcset="a.avif 480w, b.avif 960w" sizes="50vw" type="image/avif">
<img src="a.jpg" alt="" width="4" height="3"></picture><figcaption>A</figcaption></figure>
<dl><div><dt>Pay</dt><dd>Good</dd></div></dl>
<svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true"><path d="M0 0h8v8z"/></svg>
<p>Made of <code>words</code>, <em>and</em> a <a href="https://example.com/">link</a>.</p>
</main>
</body>
</html>
"""


def test_document_that_keeps_all_rules_is_valid() -> None:
    assert_valid_html(DOCUMENT)


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ("<p>One<p>Two</div>", "End tag (div) seen too early"),
        ("<p>Fish & chips &nosuch;</p>", "Named entity"),
        ('<p class="a" class="b">Twice</p>', "duplicate attribute"),
        ("<p><div>Block</div></p>", "Unexpected end tag (p)"),
        ('<i id="a"></i><b id="a"></b>', "2 elements with the id “a”"),
        ('<p id="a b">Two words</p>', "holds white space"),
        ('<section aria-labelledby="a">None</section>', "aria-labelledby points to no “a”"),
        ('<b id="a">A</b><i aria-describedby="a c">B</i>', "aria-describedby points to no “c”"),
        ('<label for="a">Name</label>', "for points to no “a”"),
        ('<label for="">Name</label>', "for is empty"),
        ('<button type="button" popovertarget="a">Menu</button>', "popovertarget points to no “a”"),
        ('<a href="#a">Down</a>', "there is no “a” on this page"),
        ('<div id="a"></div><label for="a">Name</label>', "<div> can't be labelled"),
        ('<a href="">Nowhere</a>', "href is empty"),
        ('<a href="#">Nowhere</a>', "href is empty"),
        ('<img src="" alt="" width="1" height="1">', "src is empty"),
        ('<img src="a.jpg" width="1" height="1">', "alt is missing"),
        ('<img src="a.jpg" alt="" height="1">', "width is not a number"),
        ('<img src="a.jpg" alt="" width="1" height="50%">', "height is not a number"),
        ('<img src="a.jpg" srcset="a 4w" alt="" width="1" height="1">', "sizes is missing"),
        ("<h2>A</h2><h4>B</h4>", "<h4> “B” follows <h2>"),
        ("<h2> </h2>", "<h2> is empty"),
        (
            '<a href="/"><button type="button">B</button></a>',
            '<button type="button"> stands within',
        ),
        ('<button type="button"><i tabindex="0">A</i></button>', '<i tabindex="0"> stands within'),
        ("<label>A <label>B</label></label>", "<label> stands within <label>"),
        ("<span><div>A</div></span>", "<div> stands within <span>"),
        ('<h2><a href="/"><p>A</p></a></h2>', "<p> stands within <h2>"),
        ('<button type="button"><h3>A</h3></button>', "<h3> stands within <button>"),
        ("<ul><div>A</div></ul>", "<div> stands directly within <ul>"),
        ("<ol>\n<p>A</p>\n</ol>", "<p> stands directly within <ol>"),
        ("<dl><p>A</p></dl>", "<p> stands directly within <dl>"),
        ("<div><li>A</li></div>", "<li> stands within <div>, not in a list"),
        ("<details><p>A</p></details>", "does not begin with <summary>"),
        ("<figure><p>A</p><figcaption>B</figcaption><p>C</p></figure>", "the one <figcaption>"),
        ("<button>Go</button>", "type is missing"),
        ('<p align="center">A</p>', "align is obsolete"),
        ('<a name="top" href="/">A</a>', "name is obsolete"),
        ("<center>A</center>", "<center> is obsolete"),
        ('<a href="/" hx-get="/">A</a>', "hx-get is data-hx-get"),
        ("<style>a { color: red }</style>", "<style> stands in the body"),
    ],
)
def test_broken_rule_is_named(markup: str, problem: str) -> None:
    found = problems(markup, fragment=True)
    assert any(problem in each for each in found), found


@pytest.mark.parametrize(
    ("good", "bad", "problem"),
    [
        ("<!doctype html>", "", "Unexpected start tag (html)"),
        (' lang="en"', "", "<html> has no lang"),
        ("<title>Teams</title>", "", "<title> is missing"),
        ("<h1>Teams</h1>", "", "0 elements <h1>"),
        ("<h1>Teams</h1>", "<h1>Teams</h1><h1>More</h1>", "2 elements <h1>"),
        ("<h1>Teams</h1>", "<h2>Before</h2><h1>Teams</h1>", "the first heading is <h2>"),
        ("</main>", "</main><main></main>", "2 elements <main>"),
    ],
)
def test_document_that_lacks_a_part_is_invalid(good: str, bad: str, problem: str) -> None:
    found = problems(DOCUMENT.replace(good, bad))
    assert any(problem in each for each in found), found


def test_failure_lists_all_problems() -> None:
    with pytest.raises(AssertionError, match=r"(?s)href is empty.*type is missing"):
        assert_valid_html('<a href="">A</a><button>B</button>', fragment=True)
