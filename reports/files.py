"""Where the finished PDFs lie."""

from portal.files import Shelf

_shelf = Shelf("reports", ".pdf")
path_of, keep = _shelf.path_of, _shelf.keep
