"""Writes the schemas of our documents that lie in the package: ``python -m tests.wire.schemas``."""

import json
from pathlib import Path

from postsales import wire
from postsales.wire._versions import VERSION

FOLDER = Path(wire.__file__).parent / "schemas" / f"v{VERSION}"


def text(kind: str) -> str:
    """The file of one kind."""
    return json.dumps(wire.schema(kind), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind in wire.DOCUMENTS:
        (FOLDER / f"{kind}.json").write_text(text(kind), encoding="utf-8")
    print(f"{len(wire.DOCUMENTS)} schemas in {FOLDER.name}")
