"""Which model is meant: `http://localhost:11434/v1#model`, or `openai:model`. Keys come from the environment and are shown nowhere."""

from collections.abc import Mapping

from holdwater import files
from holdwater.typed import NamedTuple

KEY = "HOLDWATER_MODEL_KEY"
OPENAI_KEY, OPENAI_BASE = "OPENAI_API_KEY", "OPENAI_BASE_URL"
_OPENAI = "https://api.openai.com/v1"
_FORMS = "write http://localhost:11434/v1#MODEL, or openai:MODEL"


class Secret:
    """A key that does not show itself, whoever prints the record it is in."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __bool__(self) -> bool:
        return bool(self._value)

    def reveal(self) -> str:
        return self._value


class Address(NamedTuple):
    """Where a model answers. path: with the `/chat/completions` at its end. local: whether the host is this machine."""

    scheme: str
    host: str
    port: int
    path: str
    model: str
    key: Secret
    local: bool

    @property
    def shown(self) -> str:
        """The host as a person is shown it."""
        usual = {"http": 80, "https": 443}[self.scheme]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == usual else f"{host}:{self.port}"


def find_address(given: str, environment: Mapping[str, str]) -> Address:
    """What `--propose` names. Raises `files.Problem`, which never repeats what might hold a key.

    >>> find_address("http://localhost:11434/v1#tiny", {}).shown
    'localhost:11434'
    """
    if given.startswith("openai:"):
        url, model, variable = environment.get(OPENAI_BASE) or _OPENAI, given[len("openai:") :], OPENAI_KEY
        where = OPENAI_BASE if environment.get(OPENAI_BASE) else "--propose"
        if not environment.get(variable):
            raise files.Problem("--propose", f"needs a key in {variable}", f"set {variable}, or name a model on this machine")
    else:
        url, _, model = given.partition("#")
        variable, where = KEY, "--propose"
    return _read(url, model, _key(variable, environment.get(variable, "")), where)


def _read(url: str, model: str, key: Secret, where: str) -> Address:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise files.Problem(where, "is no address", _FORMS) from None
    if parts.scheme not in ("http", "https") or not host:
        raise files.Problem(where, "is no address of a model", _FORMS)
    if parts.username is not None or parts.password is not None:
        raise files.Problem(where, "has a name or a password in the address", f"put the key into {KEY} and leave it out of the address")
    if parts.query:
        raise files.Problem(where, "has a question mark in the address", f"leave out what stands behind it; a key belongs into {KEY}")
    if not all(char.isalnum() or char in ".-:" for char in host) or not host.isascii():
        raise files.Problem(where, "names a host that is none", _FORMS)
    if not parts.path.isascii() or any(char.isspace() or not char.isprintable() for char in parts.path):
        raise files.Problem(where, "has a path with characters that no address has", _FORMS)
    if not model.strip() or len(model) > 200 or not model.isprintable():
        raise files.Problem(where, "names no model", _FORMS)
    local = _is_local(host)
    if parts.scheme == "http" and not local:
        raise files.Problem(where, "would send the text, and any key, in the clear", "use https for a host that is not this machine")
    usual = {"http": 80, "https": 443}[parts.scheme]
    return Address(parts.scheme, host, port or usual, f"{parts.path.rstrip('/')}/chat/completions", model.strip(), key, local)


def _is_local(host: str) -> bool:
    """Whether a host is this machine by its name alone; the client looks again at where it is connected to."""
    from ipaddress import ip_address

    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _key(variable: str, value: str) -> Secret:
    bare = value.strip()
    if not bare.isascii() or any(not 33 <= ord(char) <= 126 for char in bare) or len(bare) > 4096:
        raise files.Problem(variable, "holds characters that no key has", "set it again, to the key alone")
    return Secret(bare)
