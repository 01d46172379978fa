"""Cuts a part of a workbook into its rows or texts, as bytes: most need no XML tree, and a sheet has millions of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

_CHUNK = 1 << 20
# A row that is longer is none.
_LONGEST = 32 * 1024 * 1024
_PLAIN_XML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]*?(?:encoding=[\"']utf-8[\"'])[^>]*\?>|<\?xml(?![^>]*encoding)[^>]*\?>)?", re.I
)


class Uncut(Exception):
    """The part is not written as spreadsheet programs write it; it has to be read as a tree."""


def new_parser(builder: TreeBuilder, refuse: Callable[..., None]) -> expat.XMLParserType:
    """A parser that builds a tree without a step in Python for each element, and takes no document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    return parser


class Cutter:
    """Hands over the items of one container in the order in which they stand, each without its closing tag.

    `root` is the outermost element, `container` the one that holds the items, `item` their name.
    """

    def __init__(
        self, root: bytes, container: bytes, item: bytes, *, refuse: Callable[..., None], count: Callable[[int], None]
    ) -> None:
        self._root = re.compile(rb"<" + root + rb"\b[^>]*>")
        self._opening = re.compile(rb"<" + container + rb"\b(?:[^>]*[^/>])?>")
        self._closing, self._item_end = b"</" + container + b">", b"</" + item + b">"
        self._root_end = b"</" + root + b">"
        self._refuse, self._count = refuse, count
        self._builder = TreeBuilder()
        self._frame = new_parser(self._builder, refuse)
        self._root_tag = b""

    def items(self, stream: IO[bytes]) -> Iterator[list[bytes]]:
        """Lists of items, as they come."""
        head = b""
        while (opening := self._opening.search(head)) is None:
            chunk = self._next(stream)
            if not chunk or len(head) > _LONGEST:
                raise Uncut
            head += chunk
        root = self._root.search(head)
        plain = _PLAIN_XML.match(head)
        if root is None or plain is None or not head[plain.end() :].lstrip().startswith(b"<"):
            raise Uncut
        self._root_tag = root[0]
        self._frame.Parse(head[: opening.end()])
        buffer = head[opening.end() :]
        while True:
            end = buffer.find(self._closing)
            region_end = end if end >= 0 else buffer.rfind(self._item_end) + len(self._item_end)
            region = buffer[:region_end] if end >= 0 or region_end >= len(self._item_end) else b""
            pieces = region.split(self._item_end)
            self._rest = pieces.pop()
            if pieces:
                yield pieces
            if end >= 0:
                # What stands after the last whole item: rows that only carry a format.
                self._frame.Parse(self._rest + buffer[end:])
                break
            buffer = buffer[len(region) :]
            chunk = self._next(stream)
            if not chunk:
                break
            buffer += chunk
            if len(buffer) > _LONGEST:
                raise Uncut
        while chunk := self._next(stream):
            self._frame.Parse(chunk)

    def close(self) -> Element:
        """What stands around the items; raises when the part was cut off."""
        is_final = True
        self._frame.Parse(b"", is_final)
        return self._builder.close()

    def element(self, item: bytes) -> Element:
        """One item as a tree, for what is not written plainly."""
        builder = TreeBuilder()
        parser = new_parser(builder, self._refuse)
        is_final = True
        parser.Parse(self._root_tag + item + self._item_end + self._root_end, is_final)
        return list(builder.close())[-1]

    def _next(self, stream: IO[bytes]) -> bytes:
        chunk = stream.read(_CHUNK)
        self._count(len(chunk))
        return chunk
