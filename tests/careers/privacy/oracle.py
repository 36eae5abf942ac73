"""What visitors may know of a world, found without the database."""

from __future__ import annotations

from collections import Counter

from tests.careers.privacy.world import LANGUAGES, Node, Thing, World


def is_public(node: Node) -> bool:
    """Tell whether no view restriction is on the page or above it."""
    return not any(above.restriction for above in node.above)


def is_published(node: Node) -> bool:
    """Tell whether everybody may see the page at its address."""
    if node.kind == "position" and not (node.team and is_published(node.team)):
        return False
    return node.live and is_public(node)


def is_open(node: Node) -> bool:
    return node.kind == "position" and is_published(node) and not node.is_closed


class Oracle:
    """What a visitor of `host` may know."""

    def __init__(self, world: World, host: str) -> None:
        self.nodes = world.on(host)
        self.published = [node for node in self.nodes if is_published(node)]

    def known_words(self, *, is_list: bool = False) -> set[str]:
        """Return the words that may stand in an answer.

        What a page says of itself isn't said in a list once it is closed.
        """
        said = [node for node in self.published if not (is_list and node.is_closed)]
        return {
            word for node in self.published for word in (*_of_things(node), *self._of_links(node))
        } | {word for node in said for word in _of_page(node)}

    def _of_links(self, node: Node) -> set[str]:
        """Return what a page tells of others: of those that it leads to, and those above it.

        Addresses of private pages are no secret where an editor or a list leads to them, as to
        pages that ask for a password. Nor is the name of a draft in those of the pages below it.
        """
        indexes = [each for each in self.nodes if each.kind in {"teams", "positions"}]
        # Texts lead to the page in the language of the answer, blocks to that in the page's own.
        translations = [link.translation for link in node.links if link.translation]
        leads_to = [link for link in (*node.links, *translations, *indexes) if link.live]
        slugs = {above.words["slug"] for each in (node, *leads_to) for above in each.above}
        named = (*node.links, *translations)
        return slugs | {link.words["title"] for link in named if is_published(link)}

    # Lists and numbers

    def index(self, kind: str, language: str) -> Node | None:
        """Return the index page that a list in `language` is of."""
        homes = {node.language: node for node in self.nodes if node.kind == "home"}
        home = homes[language] if homes[language].live else homes[LANGUAGES[0]]
        below = [node for node in self.nodes if node.kind == kind and node.parent is home]
        return next((node for node in below if node.live), None)

    def open_positions(self, language: str) -> list[Node]:
        index = self.index("positions", language)
        return [node for node in self.nodes if is_open(node) and node.parent is index and index]

    def teams(self, language: str) -> dict[str, int]:
        """Return the numbers of open positions of the teams in the list, by the teams' titles."""
        index = self.index("teams", language)
        teams = [node for node in self.published if node.kind == "team" and node.parent is index]
        numbers = Counter(id(node.team) for node in self.nodes if is_open(node))
        return {team.words["title"]: numbers[id(team)] for team in teams if index}

    def things(self, number: int, language: str) -> dict[str, int]:
        """Return the numbers of open positions of locations (0) or types (1), by their slugs."""
        index = self.index("positions", language)
        children = [node for node in self.published if node.parent is index and index]
        used = [node.things[number] for node in children if node.kind == "position"]
        open_positions = self.open_positions(language)
        return {
            thing.words["slug"]: sum(node.things[number] is thing for node in open_positions)
            for thing in used
        }

    def visible(self) -> set[int]:
        """Return the ids of what lists show: nothing closed, nothing below a draft.

        A position isn't shown either while its team stands below one.
        """
        return {
            node.object.pk
            for node in self.published
            if not node.is_closed and not _is_below_draft(node)
        }

    def shown_pictures(self) -> set[str]:
        """Return the titles of the pictures that pages show which Wagtail's API shows."""
        nodes = [node for node in self.nodes if node.object.pk in self.visible()]
        photos = {
            word
            for node in nodes
            for thing in node.things
            for name, word in thing.words.items()
            if name == "photo's title"
        }
        return {picture.words["title"] for node in nodes for picture in node.pictures} | photos


def _is_below_draft(node: Node) -> bool:
    if node.team and _is_below_draft(node.team):
        return True
    return not all(above.live for above in node.above)


def _of_page(node: Node) -> set[str]:
    pictures = {word for picture in node.pictures for word in picture.words.values()}
    return {*node.words.values(), *pictures}


def _of_things(node: Node) -> set[str]:
    return {word for thing in node.things for word in _words(thing)}


def _words(thing: Thing) -> set[str]:
    return set(thing.words.values())
