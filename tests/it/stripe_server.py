"""A stand-in of Stripe that others wrote, for tests: localstripe on loopback, on a port the system chose.

    python stripe_server.py

Says `ready PORT` on one line. Ends when its standard input is closed. By itself localstripe listens on every address of the
machine; here it is given a socket that does not.
"""

import os
import socket
import sys
import threading

from aiohttp import web
from localstripe.server import app


def end_with_input():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()
listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listening.bind(("127.0.0.1", 0))
print("ready", listening.getsockname()[1], flush=True)
web.run_app(app, sock=listening, print=None)
