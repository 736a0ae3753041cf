"""A lineage as it stands in JSON."""

from typing import Any

import msgspec

from purport.analysis.lineage.records import Lineage


def as_dict(lineage: Lineage) -> dict[str, Any]:
    """The lineage as plain data: its sentence, its accounts by id with their source, origins, links with their
    evidence, the accounts of unknown lineage, and those that report themselves and cite another."""
    plain: dict[str, Any] = msgspec.to_builtins(
        {
            "sentence": lineage.sentence,
            "accounts": [
                {
                    "id": account.id,
                    "document": account.source.id,
                    "title": account.source.title,
                    "publisher": account.source.publisher,
                    "published": account.source.published,
                    "url": account.source.url,
                }
                for account in lineage.accounts
            ],
            "origins": lineage.origins,
            "unknown": lineage.unknown,
            "mixed": lineage.mixed,
            "links": lineage.links,
        }
    )
    return plain
