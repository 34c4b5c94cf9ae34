"""What a page asks for and complains about."""

from urllib.parse import urlsplit

from playwright.sync_api import Error


class Watch:
    """Listens to all pages and frames of a context."""

    def __init__(self, context, expecting=()):
        self.expecting = expecting
        self.problems: list[str] = []
        self.requests: list = []
        context.on("console", self.console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self.request)
        context.on("response", self.response)
        context.on("requestfailed", self.failed)

    def console(self, message) -> None:
        expected = any(f"status of {status} " in message.text for status in self.expecting)
        if message.type in ("error", "warning") and not expected:
            self.problems.append(f"console {message.type}: {message.text}")

    def request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("data", "about"):
            return
        self.requests.append(request)
        if parts.scheme != "file" and parts.hostname != "127.0.0.1":
            self.problems.append(f"foreign request: {request.url}")

    def response(self, response) -> None:
        if response.status >= 400 and response.status not in self.expecting:
            self.problems.append(f"{response.status}: {response.url}")

    def failed(self, request) -> None:
        # A page that is left or closed ends its stream and what it was still loading.
        if request.failure not in ("net::ERR_ABORTED", "net::ERR_FAILED") or is_page(request):
            self.problems.append(f"{request.failure}: {request.url}")

    def paths(self, *kinds: str) -> list[str]:
        """The paths asked for, of these resource types, or of all."""
        return [urlsplit(r.url).path for r in self.requests if not kinds or r.resource_type in kinds]


def is_page(request) -> bool:
    """Whether a request is for a page itself, and not for what stands in one."""
    if not request.is_navigation_request():
        return False
    try:
        return request.frame.parent_frame is None
    except Error:
        # What is left at once may still load an object whose frame doesn't exist yet.
        return False
