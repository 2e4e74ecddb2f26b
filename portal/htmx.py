"""What htmx asks for: a part of a page, or the whole."""

VARY = "HX-Request, HX-History-Restore-Request"


def wants_fragment(request):
    """Whether only the part that changes is asked for.

    Going back in the browser's history is also a request by htmx, but for the whole page.
    """
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers
