"""Look into docx and xlsx files before a library does: encrypted, damaged, bombs of either kind."""

from __future__ import annotations

import io
import zipfile
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from analyzer.intake.errors import IntakeError, damaged, encrypted, unpacks_too_large

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the container of old Office files, and of encrypted new ones, begins."""
MOST_PARTS = 5_000
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def check_package(data: bytes, name: str, form: str, most_unpacked: int) -> list[str]:
    """The names of the parts of an Office file that is safe to read.

    Declared sizes are summed before anything is unpacked (``zipfile`` never unpacks more than is declared); then every XML part is parsed once
    without building anything, and refused where it declares a document type: entities (XML bombs, references to elsewhere) live only there.

    Raises:
        IntakeError: it is encrypted, damaged or a bomb.
    """
    if data.startswith(OLE):
        raise encrypted(name) if "EncryptedPackage".encode("utf-16-le") in data else damaged(name, form)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _checked_parts(package, name, form, most_unpacked)
    except IntakeError:
        raise
    except Exception as error:  # each way of packing has errors of its own, and zipfile lets them all through
        raise damaged(name, form) from error


def _checked_parts(package: zipfile.ZipFile, name: str, form: str, most_unpacked: int) -> list[str]:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted(name)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most_unpacked:
        raise unpacks_too_large(name)
    for part in parts:
        _check_part(package, part, name, form)
    return [part.filename for part in parts]


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, form: str) -> None:
    """XML is told by how it begins: any name may be given to it."""
    with package.open(part) as opened:
        start = opened.read(64)
    if start.lstrip().startswith(_XML_STARTS):
        _check_xml(package.read(part), name, form)


def _check_xml(part: bytes, name: str, form: str) -> None:
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(part, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise unpacks_too_large(name) from None
    except (SAXException, ValueError, LookupError):
        raise damaged(name, form) from None
