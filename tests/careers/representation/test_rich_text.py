"""Rich text as HTML, as plain text and as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pytest_django import DjangoAssertNumQueries
from wagtail.documents import get_document_model
from wagtail.models import Site
from wagtail.rich_text import RichText, expand_db_html

from careers.core.representation.rich_text import RichTextJSON, represent_rich_text
from tests.factories import ImageFactory, Tree

BASE = "http://localhost"
FORM = TypeAdapter(RichTextJSON)


def plain_request() -> HttpRequest:
    """A request whose site is known, which asks no database."""
    request: Any = RequestFactory().get("/")
    request._wagtail_site = Site(hostname="localhost", port=80)
    return request


def represented(source: str) -> RichTextJSON:
    """The forms of a rich text, after a look at their schema."""
    return FORM.validate_python(represent_rich_text(source, plain_request()), strict=True)


def tree_of(source: str) -> list[Any]:
    return list(represented(source)["tree"])


def text(value: str) -> dict[str, Any]:
    return {"type": "text", "text": value}


def node(node_type: str, *children: Any, **values: Any) -> dict[str, Any]:
    return {"type": node_type, **values, "children": list(children)}


def texts_in(nodes: list[Any]) -> Iterator[str]:
    for each in nodes:
        yield each.get("text", "")
        yield from texts_in(each.get("children", []))


# HTML


def test_html_is_that_of_the_page_with_absolute_addresses(tree: Tree) -> None:
    document = get_document_model().objects.create(title="Guide", file="guide.pdf")
    source = (
        f'<p>See <a linktype="page" id="{tree.team.pk}">the team</a>, '
        f'<a linktype="document" id="{document.pk}">the guide</a>, <a href="#jobs">jobs</a>, '
        '<a href="https://example.com/?a=1&amp;b=2">us</a> &amp; <a href="mailto:a@example.com">'
        "mail</a>&nbsp;</p>"
    )
    html = represented(source)["html"]
    assert html == expand_db_html(source).replace('href="/', f'href="{BASE}/')
    assert f'href="{BASE}{tree.team.url}"' in html
    assert f'href="{BASE}{document.url}"' in html
    assert 'href="#jobs"' in html


def test_text_of_a_block_and_of_a_field_have_the_same_forms(tree: Tree) -> None:
    source = f'<p><a linktype="page" id="{tree.team.pk}">Team</a></p>'
    assert represent_rich_text(RichText(source), plain_request()) == represented(source)


@pytest.mark.parametrize("nothing", ["", None, RichText("")])
def test_empty_text_has_empty_forms(nothing: Any) -> None:
    empty: RichTextJSON = {"html": "", "text": "", "tree": []}
    assert represent_rich_text(nothing, plain_request()) == empty


def test_files_of_images_become_absolute_in_srcset_too() -> None:
    source = '<p>a\n<img alt="" src="/a.png"  srcset="/a.png 1x,b.png 2x"></p>\n<p>b<br />c</p>'
    assert represented(source)["html"] == (
        f'<p>a\n<img alt="" src="{BASE}/a.png" srcset="{BASE}/a.png 1x,{BASE}/b.png 2x"></p>\n'
        "<p>b<br />c</p>"
    )


# Text


def test_text_has_a_line_for_each_paragraph_heading_and_item() -> None:
    source = (
        "<h2>Parcels  &amp;\n people</h2><p>First<br/>second, <b>bold</b></p><ul><li>One</li>"
        "<li>Two<ol><li>Three</li></ol></li></ul><hr/><p></p><blockquote>Said</blockquote>"
    )
    assert represented(source)["text"] == (
        "Parcels & people\nFirst\nsecond, bold\nOne\nTwo\nThree\nSaid"
    )


def test_text_holds_nothing_that_nobody_reads() -> None:
    source = "<p>Read<script>alert(1)</script><style>p {}</style><!-- no --> this</p>"
    assert represented(source)["text"] == "Read this"


# Tree


def test_tree_has_a_node_for_each_element() -> None:
    source = (
        '<h3>A</h3><p>B <b>c</b> <i>d</i><br/><a href="/e/">e</a></p><ol><li>f</li></ol><hr/>'
        '<blockquote>g</blockquote><p>H<sub class="low" onclick="x()">2</sub>O</p>'
    )
    link = node("link", text("e"), href=f"{BASE}/e/", page=None)
    assert tree_of(source) == [
        node("heading", text("A"), level=3),
        node(
            "paragraph",
            text("B "),
            node("bold", text("c")),
            text(" "),
            node("italic", text("d")),
            {"type": "line_break"},
            link,
        ),
        node("list", node("list_item", text("f")), ordered=True),
        {"type": "rule"},
        node("quote", text("g")),
        node(
            "paragraph",
            text("H"),
            node("element", text("2"), name="sub", attributes={"class": "low"}),
            text("O"),
        ),
    ]


def test_link_to_a_page_names_the_page(tree: Tree) -> None:
    source = f'<p><a linktype="page" id="{tree.team.pk}">Team</a></p>'
    assert tree_of(source) == [
        node(
            "paragraph",
            node("link", text("Team"), href=f"{BASE}{tree.team.url}", page=tree.team.pk),
        )
    ]


@pytest.mark.parametrize(
    "tag",
    [
        '<a linktype="page" id="999999">',
        '<a linktype="unknown" id="1">',
        '<a href="javascript:alert(1)">',
        '<a href=" java\tscript:alert(1)">',
        "<a>",
    ],
)
def test_link_that_leads_nowhere_is_left_out_and_its_text_stays(db: None, tag: str) -> None:
    assert tree_of(f"<p>To {tag}there</a>!</p>") == [node("paragraph", text("To there!"))]


@pytest.mark.parametrize(
    "tag",
    ['<a linktype="page">', '<a linktype="page" id="x">', '<embed embedtype="image" id="1"/><a>'],
)
def test_reference_that_is_stored_wrongly_is_left_out(
    tree: Tree, tag: str, caplog: pytest.LogCaptureFixture
) -> None:
    ImageFactory(id=1)
    assert tree_of(f"<p>To {tag}there</a></p>") == [node("paragraph", text("To there"))]
    assert represented(f"<p>To {tag}there</a></p>")["html"] == "<p>To <a>there</a></p>"


def test_image_and_embed_have_nodes_of_their_own() -> None:
    source = (
        '<p><img src="/a.jpg" alt="A" width="3" height="2"/></p>'
        '<iframe src="https://video.example.com/" title="Talk" width="100%">None</iframe>'
    )
    image = {"type": "image", "src": f"{BASE}/a.jpg", "alt": "A", "width": 3, "height": 2}
    assert tree_of(source) == [
        {"type": "paragraph", "children": [image]},
        {
            "type": "embed",
            "src": "https://video.example.com/",
            "title": "Talk",
            "width": None,
            "height": None,
        },
    ]


def test_white_space_between_blocks_is_no_node() -> None:
    source = "\n<p>A <b>b</b> <i>c</i></p>\n<ul>\n <li>d</li>\n</ul>\n<b>e</b> <i>f</i>\n"
    assert [each["type"] for each in tree_of(source)] == [
        "paragraph", "list", "bold", "text", "italic", "text",
    ]  # fmt: skip
    assert [each["type"] for each in tree_of(source)[1]["children"]] == ["list_item"]


def test_white_space_between_words_stays() -> None:
    assert tree_of("<p>a<b> </b><i>b</i></p>") == [
        node("paragraph", text("a"), node("bold", text(" ")), node("italic", text("b")))
    ]


def test_elements_of_a_drawing_may_close_themselves() -> None:
    path = node("element", name="path", attributes={"d": "M0 0"})
    drawing = node("element", path, path, name="svg", attributes={})
    assert tree_of('<svg><path d="M0 0"/><path d="M0 0"/></svg>a') == [drawing, text("a")]


def test_attributes_beside_an_address_can_not_break_out() -> None:
    tag = '<a href="/a/?b&amp;c" title="&quot;&gt;&lt;script&gt;">'
    assert represented(f"{tag}a</a>")["html"] == f"{tag}a</a>".replace("/a/", f"{BASE}/a/")


def test_character_that_browsers_drop_is_dropped() -> None:
    form = represented("<p>a\x00b</p>")
    assert (form["text"], form["tree"]) == ("ab", [node("paragraph", text("ab"))])


def test_of_two_attributes_of_one_name_the_first_counts() -> None:
    form = represented('<a href="/a/" href="/b/">a</a>')
    assert form["html"] == f'<a href="{BASE}/a/">a</a>'
    assert form["tree"] == [node("link", text("a"), href=f"{BASE}/a/", page=None)]


def test_tags_that_are_not_closed_nest_as_in_a_browser() -> None:
    assert tree_of("<p>a<p>b<ul><li>c<li>d</ul>e") == [
        node("paragraph", text("a")),
        node("paragraph", text("b")),
        node("list", node("list_item", text("c")), node("list_item", text("d")), ordered=False),
        text("e"),
    ]


def test_tree_is_not_deeper_than_others_can_read() -> None:
    form = represented("<b>" * 3000 + "deep" + "<br>")
    assert list(texts_in(list(form["tree"])))[-2:] == ["deep", ""]
    assert FORM.validate_json(FORM.dump_json(form)) == form


# Whatever is stored

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)
ADDRESSES = st.sampled_from(
    ["/a/", "a", "#a", "?a=1&amp;b", "//a/", "https://a/", "mailto:a@a", "javascript:a", "//[", ""]
)
INLINE = st.recursive(
    WORDS.map(lambda word: word.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.lists(
        st.one_of(
            st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["b", "i", "em", "sup"]), inner),
            st.builds('<a href="{}">{}</a>'.format, ADDRESSES, WORDS.map(lambda _: "link")),
            st.just("<br/>"),
        ),
        max_size=3,
    ).map("".join),
    max_leaves=6,
)
GOOD = st.lists(
    st.one_of(
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "blockquote"]), INLINE),
        st.builds("<ul><li>{}</li><li>{}</li></ul>".format, INLINE, INLINE),
        st.just("<hr/>"),
    ),
    max_size=5,
).map("".join)
ODD = st.lists(
    st.one_of(
        st.sampled_from(
            ["<", ">", "</", "/>", "=", "&", "&#0;", "&#xD800;", "<!--", "-->", "<![CDATA[", "]]>",
             "<!doctype", "<?x", "<p", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<b>", "</b>",
             "<a href=/x>", "<a href='x", "<a href='//['>", "</a>", "<a linktype=''>", "<br>",
             "<img src=a srcset=', a,b 1x,'>", "<script>", "</script>", "<svg><a/>", "<iframe>",
             "<td>", "<textarea>", "<embed/>", "<embed embedtype=''/>", "\x00", "\n", "'", '"']
        ),
        st.text(max_size=6),
    ),
    max_size=12,
).map("".join)  # fmt: skip


def parsed(html: str) -> Any:
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


@given(GOOD)
def test_texts_of_the_tree_are_those_of_the_html(source: str) -> None:
    form = represented(source)
    expected = "".join(parsed(source).itertext())
    assert "".join(texts_in(list(form["tree"]))) == expected
    assert "".join(parsed(form["html"]).itertext()) == expected
    assert "".join(form["text"].split()) == "".join(expected.split())


@given(GOOD)
def test_no_address_of_a_rich_text_stays_relative(source: str) -> None:
    form = represented(source)
    links = [link.get("href", "") for link in parsed(form["html"]).iter("a")]
    links += [each["href"] for each in nodes_in(list(form["tree"])) if each["type"] == "link"]
    for address in links:
        assert address == "" or address.startswith("#") or ":" in address
    assert len(list(parsed(source).iter("a"))) == len(list(parsed(form["html"]).iter("a")))


@given(ODD)
def test_no_stored_text_fails(source: str) -> None:
    form = represented(source)
    assert FORM.validate_json(FORM.dump_json(form)) == form
    assert represented(form["html"])["tree"] == form["tree"]


def nodes_in(nodes: list[Any]) -> Iterator[Any]:
    for each in nodes:
        yield each
        yield from nodes_in(each.get("children", []))


# Cost and schema


def test_forms_need_the_queries_of_the_page_alone(
    tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    teams = [tree.team, *(tree.add_team() for _ in range(3))]
    source = "".join(f'<p><a linktype="page" id="{team.pk}">x</a></p>' for team in teams)
    request = plain_request()
    expand_db_html(source)
    with django_assert_num_queries(2):  # pages by their type
        expand_db_html(source)
    with django_assert_num_queries(2):
        represent_rich_text(source, request)


def test_schema_tells_the_nodes_apart_by_their_type() -> None:
    schema = FORM.json_schema()
    nodes = schema["$defs"]["RichTextNode"]
    assert nodes["discriminator"]["propertyName"] == "type"
    assert len(nodes["oneOf"]) == len(nodes["discriminator"]["mapping"]) == 14
    paragraph = schema["$defs"]["ParagraphNode"]
    assert paragraph["properties"]["children"]["items"] == {"$ref": "#/$defs/RichTextNode"}
