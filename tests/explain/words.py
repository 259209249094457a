"""The catalogues of translators: gathered from the source, brought up to date and compiled.

``python -m tests.explain.words`` (``python3 dev.py words``) writes the template with every English
sentence, adds what is new to each language and drops what is gone, and compiles what is translated.
A sentence whose English has changed loses its translation, so that somebody looks at it again. It
tells which sentences have none; the suite fails until they do.

A new language begins as an empty folder ``<language>/LC_MESSAGES`` beside the others.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from postsales import explain

FOLDER = Path(explain.__file__).with_name("locale")
TEMPLATE = FOLDER / "postsales.pot"
# Nothing here depends on the day on which it is run, so that a second run changes nothing.
_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
_WIDTH = 100
_OF_THE_TOOL = (b'"Project-Id-Version', b'"Report-Msgid-Bugs-To', b'"Generated-By')


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def po_file(language: str) -> Path:
    """Where the sentences of a language are written."""
    return FOLDER / language / "LC_MESSAGES" / "postsales.po"


def mo_file(language: str) -> Path:
    """Where the library reads them."""
    return po_file(language).with_suffix(".mo")


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain="postsales",
        project="postsales",
        header_comment="# Written by `python3 dev.py words`; translations are written by hand.",
        creation_date=_ALWAYS,
        revision_date=_ALWAYS,
        last_translator="the postsales contributors",
        language_team="the postsales contributors",
        fuzzy=False,
    )


def template() -> Catalog:
    """Every sentence of the source, by its key."""
    return up_to_date(None, {})


def translated(language: str) -> dict[str, Message]:
    """What is written of a language, by its key."""
    path = po_file(language)
    if not path.exists():
        return {}
    read = read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
    return {message.context: message for message in read if message.context}


def up_to_date(language: str | None, known: dict[str, Message]) -> Catalog:
    """The catalogue of a language with exactly the sentences of the source."""
    catalog = _empty(language)
    for key, english in explain.sentences().items():
        old = known.get(key)
        same = old is not None and old.id == english
        catalog.add(english, old.string if old is not None and same else None, context=key)
    return catalog


def forms_of(message: Message) -> tuple[str, ...]:
    """A translation in all its forms; one empty form where there is none."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def po_bytes(catalog: Catalog) -> bytes:
    """A catalogue as text."""
    target = BytesIO()
    write_po(target, catalog, width=_WIDTH)
    lines = target.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_OF_THE_TOOL))


def mo_bytes(catalog: Catalog) -> bytes:
    """A catalogue as the standard library reads it."""
    target = BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """The keys of sentences that are not translated, or not in all forms."""
    return [
        str(message.context) for message in catalog if message.id and not all(forms_of(message))
    ]


def main() -> None:
    """Write all of it, and tell what is missing."""
    TEMPLATE.write_bytes(po_bytes(template()))
    for language in languages():
        catalog = up_to_date(language, translated(language))
        po_file(language).write_bytes(po_bytes(catalog))
        mo_file(language).write_bytes(mo_bytes(catalog))
        for key in missing(catalog):
            print(f"{language}: {key}: {explain.sentences()[key]}")


if __name__ == "__main__":
    main()
