"""What the guide says to receivers works with what is sent."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from careers.contrib.webhooks.delivery import send_due
from careers.contrib.webhooks.events import Event
from careers.contrib.webhooks.models import Endpoint
from careers.positions.lifecycle import Close
from tests.careers.contrib.webhooks.conftest import make_endpoint
from tests.careers.http.server import FakeServer
from tests.factories import Tree

GUIDE = (Path(settings.BASE_DIR) / "docs/how-to/send-webhooks.md").read_text(encoding="utf-8")
#: Asks the example whether a message is genuine, as it came and with a change.
VERIFY = """
import {{ isGenuine }} from "./example.mjs";
const {{ body, headers, secret, other }} = {message};
const old = {{ ...headers, "webhook-timestamp": "1" }};
console.log(isGenuine(body, headers, secret), isGenuine(body + " ", headers, secret));
console.log(isGenuine(body, headers, other), isGenuine(body, old, secret));
"""


def example(language: str, words: str) -> str:
    """The block of code in this language in which these words stand."""
    blocks = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    [found] = [block for block in blocks if words in block]
    return str(found)


@pytest.fixture
def sent(tree: Tree, server: FakeServer) -> tuple[Endpoint, bytes, dict[str, str]]:
    """A message as it arrives: of a position that is closed."""
    position = tree.save_position(title="Entwickler für Łódź")
    url = server.answer("/", status=204)
    endpoint = make_endpoint(tree, url=url, events=[Event.POSITION_CLOSED])
    Close(position).execute()
    send_due(endpoint.pk)
    [(_path, headers)] = server.requests
    return endpoint, server.posted[0], {name.lower(): value for name, value in headers.items()}


def test_python_example_takes_a_message_once(
    sent: tuple[Endpoint, bytes, dict[str, str]],
) -> None:
    endpoint, body, headers = sent
    made: list[str] = []
    names: dict[str, Any] = {"secret": endpoint.secret, "taken": set(), "make_anew": made.append}
    exec(example("python", "def receive"), names)  # noqa: S102
    receive = names["receive"]
    assert receive(body + b" ", headers) == 401
    assert [receive(body, headers) for _time in range(3)] == [204, 204, 204]
    assert made == json.loads(body)["data"]["surrogate_keys"]


def test_node_example_tells_a_message_from_a_forgery(
    sent: tuple[Endpoint, bytes, dict[str, str]], tmp_path: Path
) -> None:
    endpoint, body, headers = sent
    (tmp_path / "example.mjs").write_text(example("js", "isGenuine"), encoding="utf-8")
    message = {
        "body": body.decode(),
        "headers": headers,
        "secret": endpoint.secret,
        "other": "whsec_" + "A" * 44,
    }
    script = tmp_path / "verify.mjs"
    script.write_text(VERIFY.format(message=json.dumps(message)), encoding="utf-8")
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    assert node, "Node comes with requirements-dev.txt"
    answer = subprocess.run([node, str(script)], capture_output=True, text=True, check=False)
    assert answer.stdout.split() == ["true", "false", "false", "false"], answer.stderr


def test_shown_message_has_the_keys_of_a_real_one(
    sent: tuple[Endpoint, bytes, dict[str, str]],
) -> None:
    _endpoint, body, _headers = sent
    shown, real = json.loads(example("json", "position.closed")), json.loads(body)
    assert shown.keys() == real.keys()
    assert shown["data"].keys() == real["data"].keys()
    assert (
        shown["data"]["page"].keys() == real["data"]["page"].keys() == real["data"]["team"].keys()
    )
    assert shown["data"]["team"].keys() < real["data"]["team"].keys()


def test_guide_lists_all_events() -> None:
    assert re.findall(r"^\| `([\w.]+)` \|", GUIDE, re.MULTILINE) == list(Event.values)
