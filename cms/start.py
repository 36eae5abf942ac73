"""From a fresh clone to a running site: `.venv`, `.env`, then `cms.serve` inside of it.

The Makefile calls this with the machine's own Python, before anything is installed: standard
library only. Whatever stands in the way is told in one sentence (`SystemExit`).
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from cms import run_lock
from cms.addresses import in_url, is_loopback, split_origin

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = 8000
OLDEST_PYTHON = (3, 11)
SITE = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
#: The users that the demo brings along, one for each role.
DEMO_USERS = ("marketing", "approver", "recruiter")


def main(arguments: Sequence[str] = tuple(sys.argv[1:])) -> None:
    """`install`: `.venv` for tests and lint. `run` and `dev`: the site and its server as well."""
    command = arguments[0] if arguments else "run"
    venv = VirtualEnvironment(ROOT / ".venv")
    if command == "install":
        run_lock.take(ROOT)
        venv.provide(DEVELOPMENT)
        return
    env_file = Path(os.environ.get("ENV_FILE") or ROOT / ".env")
    base_url, port = choose_address(os.environ, env_file)
    check_port_is_free(port)
    if run_lock.take(ROOT):
        check_port_is_free(port)  # the other one may serve at it by now
    venv.provide(SITE)
    write_env_file(env_file, port, os.environ.get("ADMIN_PASSWORD") or secrets.token_urlsafe(12))
    os.environ.update(BASE_URL=base_url, PORT=str(port), ENV_FILE=str(env_file))
    os.chdir(ROOT)
    os.execv(venv.python, [str(venv.python), "-m", "cms.serve", command])  # noqa: S606


# Address


def choose_address(environ: Mapping[str, str], env_file: Path) -> tuple[str, int]:
    """`BASE_URL` and port of this run: `PORT` first, then what the environment or `.env` says.

    `PORT` changes a loopback `BASE_URL` for this run; an outside address stays as it is, since a
    proxy stands between the two.
    """
    base_url = environ.get("BASE_URL") or read_value(env_file, "BASE_URL")
    base_url = base_url or f"http://localhost:{DEFAULT_PORT}"
    try:
        base = split_origin(base_url.rstrip("/"))
    except ValueError:
        raise SystemExit(
            f"BASE_URL is no address such as http://localhost:8000: {base_url}"
        ) from None
    host = base.hostname or ""
    port = DEFAULT_PORT
    if environ.get("PORT"):
        port = read_port(environ["PORT"])
    elif is_loopback(host) and base.port:
        port = base.port
    if is_loopback(host):
        base_url = f"{base.scheme}://{in_url(host)}:{port}"
    return base_url, port


def read_port(text: str) -> int:
    """The number of a port that an ordinary user may open."""
    if not (re.fullmatch("[0-9]{1,5}", text) and 1024 <= int(text) <= 65535):
        raise SystemExit(
            f"PORT={text} is no port: give a number from 1024 to 65535, as in `make run PORT=8001`."
        )
    return int(text)


def check_port_is_free(port: int) -> None:
    """A listener on any of localhost's addresses counts: a browser might reach that one instead."""
    if not _answers(port) and _can_be_bound(port):
        return
    other = port + 1 if port < 65535 else DEFAULT_PORT
    raise SystemExit(
        f"Port {port} is taken: stop what uses it or choose another with `make run PORT={other}`."
    )


def _answers(port: int) -> bool:
    for family, kind, protocol, _, address in socket.getaddrinfo(
        "localhost", port, type=socket.SOCK_STREAM
    ):
        with socket.socket(family, kind, protocol) as probe:
            probe.settimeout(1)
            if probe.connect_ex(address) == 0:
                return True
    return False


def _can_be_bound(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


# .env


def read_value(env_file: Path, name: str) -> str:
    """A plain value of an env file, empty if there is none."""
    try:
        text = env_file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    found = re.findall(rf"^(?:export\s+)?{name}\s*=\s*(.*?)\s*(?:\s#.*)?$", text, re.MULTILINE)
    return found[-1].strip("'\"") if found else ""


def write_env_file(env_file: Path, port: int, admin_password: str) -> None:
    """Write the settings of this machine once, for its owner's eyes only."""
    if env_file.exists():
        return
    quoted = admin_password.replace("\\", "\\\\").replace("'", "\\'")
    text = f"""\
# Settings of this machine; docs/reference.md explains them. Not for version control.
SECRET_KEY={secrets.token_urlsafe(50)}
BASE_URL=http://localhost:{port}
ALLOWED_HOSTS=localhost,127.0.0.1,[::1]
SERVE_MEDIA=1
# For the first start; later they are changed in the admin, not here.
ADMIN_PASSWORD='{quoted}'
"""
    text += "".join(f"{name.upper()}_PASSWORD={secrets.token_urlsafe(12)}\n" for name in DEMO_USERS)
    handle, name = tempfile.mkstemp(dir=env_file.parent, prefix=".env.")  # mode 0600
    os.close(handle)
    Path(name).write_text(text, encoding="utf-8")
    Path(name).replace(env_file)
    print(f"Wrote {env_file.name}: the settings of this machine.")


# .venv


class VirtualEnvironment:
    """A virtual environment, whose stamp names the requirements that were installed to the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.python = path / "bin" / "python"
        self.stamp = path / "installed.txt"

    def provide(self, requirements: str) -> None:
        """Have `requirements` installed; costs next to nothing if they are."""
        if not self.is_usable():
            self.create()
        elif self.has(requirements):
            return
        self.install(requirements)

    def is_usable(self) -> bool:
        """Whether it was finished, and its Python is there and the one that is asked for."""
        if not self.stamp.exists():
            return False
        version = self.run("-c", "import sys; print(*sys.version_info[:2])").stdout
        found = tuple(int(number) for number in version.split())
        if os.environ.get("PYTHON"):
            return found == sys.version_info[:2]
        return found >= OLDEST_PYTHON

    def has(self, requirements: str) -> bool:
        return fingerprint(requirements) in self.stamp.read_text(encoding="utf-8").splitlines()

    def create(self) -> None:
        check_venv_module()
        print(
            f"Making .venv with Python {sys.version_info.major}.{sys.version_info.minor} …",
            flush=True,
        )
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(self.path)],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise SystemExit(f"{made.stdout}{made.stderr}Making {self.path} failed, as said above.")

    def install(self, requirements: str) -> None:
        """Install, and stamp it only when all is done: what was interrupted is redone."""
        names = [SITE, *([requirements] if requirements != SITE else [])]
        self.stamp.unlink(missing_ok=True)
        print(f"Installing {requirements} into .venv, which takes a minute …", flush=True)
        pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
        installed = self.run(*pip, "--require-hashes", "-r", str(ROOT / requirements))
        if installed.returncode:
            raise SystemExit(
                f"{installed.stdout}{installed.stderr}\nInstalling {requirements} failed, pip says "
                "why above: check the connection to the internet and run the same command again."
            )
        self.stamp.write_text("".join(f"{fingerprint(name)}\n" for name in names), encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                [str(self.python), *arguments], capture_output=True, text=True, check=False
            )
        except OSError:  # the Python that it was made with is gone
            return subprocess.CompletedProcess(arguments, 1, "", "")


def fingerprint(requirements: str) -> str:
    """A line for the stamp: what the requirements hold, those of the site included."""
    digest = hashlib.sha256()
    for name in dict.fromkeys([SITE, requirements]):
        digest.update((ROOT / name).read_bytes())
    return f"{digest.hexdigest()}  {requirements}"


def check_venv_module() -> None:
    """Debian and its kin ship Python without the half of `venv` that brings pip."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise SystemExit(
        f"Python {version} lacks its venv module: install it (Debian, Ubuntu: "
        f"`sudo apt install python{version}-venv`) and run the same command again."
    )


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
