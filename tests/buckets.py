"""A store that speaks S3, in a process of its own on this machine, and whoever stands between it and us."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

NAME = "lindung-uji"
ACCESS_KEY, SECRET_KEY = "UJICOBA", "hanya-untuk-uji"
REGION = "ap-southeast-3"
NOBODY = "http://127.0.0.1:1"  # where no store is
SERVED = """
import logging, os, sys, threading
threading.Thread(target=lambda: os._exit(len(sys.stdin.read())), daemon=True).start()  # it ends with whoever started it
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server
logging.disable()
server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
print(server.server_port, flush=True)
server.serve_forever()
"""


class Store:
    """The process, with one empty bucket in it; gone at the end of the block."""

    def __enter__(self) -> Store:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.endpoint = f"http://127.0.0.1:{int(self.process.stdout.readline())}"
        self.client.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": REGION})
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    @property
    def client(self) -> Any:
        """What whoever owns the store may do."""
        if not hasattr(self, "_client"):
            import boto3

            session = boto3.Session(ACCESS_KEY, SECRET_KEY, region_name=REGION)
            self._client = session.client("s3", endpoint_url=self.endpoint)
        return self._client

    def empty(self) -> None:
        for upload in self.uploads():
            self.client.abort_multipart_upload(Bucket=NAME, Key=upload["Key"], UploadId=upload["UploadId"])
        for key in self.lying():
            self.client.delete_object(Bucket=NAME, Key=key)

    def lying(self) -> list[str]:
        """What lies in the bucket."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=NAME)
        return [one["Key"] for page in pages for one in page.get("Contents", ())]

    def uploads(self) -> list[dict]:
        """What lies there half-written."""
        return self.client.list_multipart_uploads(Bucket=NAME).get("Uploads", [])


def settled(settings: Any, store: Store, folder: Path, endpoint: str = "") -> None:
    """The settings of an installation whose files lie in the store's bucket; FOLDER would hold them without it."""
    settings.SEALED_FILES_DIR, settings.DOCUMENTS_DIR = folder / "files", folder / "documents"
    for name, value in environment(store, endpoint).items():
        setattr(settings, name, value)


def environment(store: Store, endpoint: str = "") -> dict[str, str]:
    """The same, as variables of an environment."""
    return {
        "SEALED_FILES_BUCKET": NAME,
        "SEALED_FILES_ENDPOINT": endpoint or store.endpoint,
        "SEALED_FILES_REGION": REGION,
        "SEALED_FILES_ACCESS_KEY": ACCESS_KEY,
        "SEALED_FILES_SECRET_KEY": SECRET_KEY,
    }


class Asked(NamedTuple):
    """A request on its way to the store."""

    method: str
    path: str
    headers: dict[str, str]


Deed = Callable[[Asked], str]


class Between:
    """Stands before the store, as a failing line does, and hands requests on. DEED says of each what happens to it:
    "" nothing, "cut" it never arrives, "lost" its answer never does, "half" half of its answer does."""

    def __init__(self, store: Store, deed: Deed) -> None:
        host = store.endpoint.removeprefix("http://")

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handed_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked = Asked(self.command, self.path, dict(self.headers))
                happens = deed(asked)
                self.close_connection = bool(happens)
                if happens == "cut":
                    return
                line = http.client.HTTPConnection(host)
                try:
                    line.request(asked.method, asked.path, body, asked.headers)
                    answer = line.getresponse()
                    content = answer.read()
                finally:
                    line.close()
                if happens == "lost":
                    return
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("transfer-encoding", "connection"):
                        self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content[: len(content) // 2] if happens == "half" else content)

            do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = handed_on

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> Between:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
