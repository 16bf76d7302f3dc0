"""A TLS proxy before a server, set up with the very text that docs/hosting.md shows."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.stack import certificate
from tests.stack.front_end import PROJECT
from tests.stack.processes import end, free_port, wait_until

HOST = "chat.example.com"  # as the docs have it
HOSTING = PROJECT / "docs" / "hosting.md"
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log stderr warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    {temporary}
    {site}
}}
"""
# As somebody sets it up who has read nothing: it says nothing of whom it asks for.
BARE = "server {{ listen {port}; location / {{ proxy_pass http://127.0.0.1:{upstream}; }} }}"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def find(name: str) -> str | None:
    """The proxy's program; Debian keeps nginx where only root looks."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def shown(language: str) -> str:
    """What docs/hosting.md shows in that language."""
    found = re.search(rf"```{language}\n(.*?)```", HOSTING.read_text(), re.DOTALL)
    assert found, language
    return found[1]


@dataclass
class Proxy:
    """`caddy` or `nginx`, with a certificate for the docs' host that only our browsers trust; or `bare`: nginx as it
    comes, without one."""

    kind: str
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="parley-proxy-")))
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """What the docs say that Parley's own settings are."""
        lines = shown("ini").replace(f"https://{HOST}", self.url).splitlines()
        return dict(line.split("=", 1) for line in lines)

    @property
    def flags(self) -> tuple[str, ...]:
        """What makes a Chromium find the host here, and trust this one certificate."""
        pem = self._pem.read_bytes()
        made = x509.load_pem_x509_certificate(pem[pem.index(b"-----BEGIN CERTIFICATE") :])
        key = made.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        pin = base64.b64encode(hashlib.sha256(key).digest()).decode()
        return f"--host-resolver-rules=MAP {HOST} 127.0.0.1", f"--ignore-certificate-errors-spki-list={pin}"

    def start(self, upstream: int) -> Proxy:
        """Before the server on that port; returns when it listens. Raises TimeoutError with its own words."""
        certificate.make(self.folder, HOST)
        command = self._caddy(upstream) if self.kind == "caddy" else self._nginx(upstream)
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, start_new_session=True,
                env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin"},
            )  # fmt: skip
        try:
            wait_until(self._listens, seconds=30, what=self.kind)
        except TimeoutError as late:
            raise TimeoutError(f"{late}: {self.log}") from None
        return self

    def _listens(self) -> bool:
        """Whether it is this proxy that answers, and not who took the port meanwhile; nginx tries again for seconds."""
        assert self.process
        sockets = psutil.Process(self.process.pid).net_connections()
        return any(each.status == psutil.CONN_LISTEN and each.laddr[1] == self.port for each in sockets)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-2000:]

    def stop(self) -> None:
        if self.process:
            end(self.process.pid)
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _pem(self) -> Path:
        return self.folder / "localhost.pem"

    def _caddy(self, upstream: int) -> list[str]:
        """Its own certificate, another port, and no door for administration; the rest as it stands in the docs."""
        site = shown("caddyfile").replace(f"{HOST} {{", f"{HOST}:{self.port} {{\n\ttls {self._pem} {self._pem}")
        text = "{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + site.replace(":3000", f":{upstream}")
        (self.folder / "Caddyfile").write_text(text)
        return [str(find("caddy")), "run", "--config", "Caddyfile", "--adapter", "caddyfile"]

    def _nginx(self, upstream: int) -> list[str]:
        site = shown("nginx").replace(":3000", f":{upstream}").replace("listen 443", f"listen {self.port}")
        site = site.replace("listen 80", f"listen {free_port()}")
        site = re.sub(r"(ssl_certificate(?:_key)?\s+)\S+;", rf"\g<1>{self._pem};", site)
        site = BARE.format(port=self.port, upstream=upstream) if self.kind == "bare" else site
        temporary = "\n".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in TEMPORARY)
        (self.folder / "nginx.conf").write_text(NGINX.format(folder=self.folder, site=site, temporary=temporary))
        return [str(find("nginx")), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), "-e", "stderr"]
