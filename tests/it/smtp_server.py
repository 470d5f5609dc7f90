"""A real mail server for tests: aiosmtpd on a port the system chose.

    python smtp_server.py DIR [starttls|tls|plain]

Makes a certificate in DIR with the openssl program, says `ready PORT PEM` on one line, then one JSON line for every
letter it took. busy@... is answered with 451, nobody@... with 550. Signs in shop with the password "right". Ends when
its standard input is closed.
"""

import asyncio
import email
import email.policy
import json
import logging
import pathlib
import ssl
import subprocess
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

EXTENSIONS = """[req]
distinguished_name = dn
[dn]
[leaf]
subjectAltName = DNS:localhost, IP:127.0.0.1
basicConstraints = critical, CA:FALSE
"""


def certificate(folder):
    """A root of our own and a certificate for localhost that it signed."""

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    (folder / "openssl.cnf").write_text(EXTENSIONS)
    new_key = ["-newkey", "rsa:2048", "-nodes", "-batch"]
    openssl("req", "-x509", *new_key, "-keyout", "root.key", "-out", "root.pem", "-days", "2", "-subj", "/CN=Test root")
    openssl("req", *new_key, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=localhost")
    openssl(
        "x509", "-req", "-in", "leaf.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
        "-out", "leaf.pem", "-days", "2", "-extfile", "openssl.cnf", "-extensions", "leaf",
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "leaf.pem", folder / "leaf.key")
    return context


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("busy@"):
            return "451 4.3.0 come back later"
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        read = email.message_from_bytes(envelope.content, policy=email.policy.default)
        letter = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "signed_in": session.authenticated,
            "tls": session.ssl is not None or isinstance(server.transport.get_extra_info("sslcontext"), ssl.SSLContext),
            "headers": {name: str(value) for name, value in read.items()},
            "text": read.get_body(["plain"]).get_content().replace("\r\n", "\n"),
            "html": read.get_body(["html"]).get_content().replace("\r\n", "\n"),
        }
        print(json.dumps(letter), flush=True)
        return "250 2.0.0 taken"


def sign_in(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"shop" and data.password == b"right", handled=False)


async def main(folder, mode):
    context = certificate(folder)

    def connection():
        if mode == "plain":
            return SMTP(Handler(), hostname="localhost")
        return SMTP(
            Handler(),
            hostname="localhost",
            tls_context=context if mode == "starttls" else None,
            require_starttls=mode == "starttls",
            auth_required=True,
            auth_require_tls=mode == "starttls",
            authenticator=sign_in,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(connection, "127.0.0.1", 0, ssl=context if mode == "tls" else None)
    port = server.sockets[0].getsockname()[1]
    print(f"ready {port} {folder / 'root.pem'}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


# The server warns of passwords without STARTTLS and of its own old names; neither is this test's matter.
warnings.simplefilter("ignore")
logging.disable(logging.WARNING)
asyncio.run(main(pathlib.Path(sys.argv[1]), sys.argv[2]))
