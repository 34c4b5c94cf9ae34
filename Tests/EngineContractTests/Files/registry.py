"""A registry that refuses: unknown repositories, unknown tags, too many pulls, pushes, wrong passwords."""

import base64
import http.server
import json
import sys

PORT = int(sys.argv[1])


class Registry(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, code=None, message="", fields={}):
        body = json.dumps({"errors": [{"code": code, "message": message}]} if code else {}).encode()
        self.send_response(status)
        for name, value in {**fields, "Content-Type": "application/json", "Content-Length": str(len(body)),
                            "Docker-Distribution-Api-Version": "registry/2.0"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        given = self.headers.get("Authorization", "")
        if self.path == "/v2/":
            if given.startswith("Basic ") and base64.b64decode(given[6:]) != b"student:right":
                return self.answer(401, "UNAUTHORIZED", "incorrect username or password", {"WWW-Authenticate": "Basic realm=r"})
            return self.answer(200)
        if "/limited/" in self.path:
            return self.answer(429, "TOOMANYREQUESTS", "You have reached your unauthenticated pull rate limit. "
                                                       "https://www.docker.com/increase-rate-limit")
        if "/known/" in self.path:
            return self.answer(404, "MANIFEST_UNKNOWN", "manifest unknown")
        return self.answer(403, "DENIED", "requested access to the resource is denied")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = handle_any

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Registry).serve_forever()
