"""What each side of an exchange gives, and the parties of agreements, releases and trials."""

import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import purport
from purport.codec import decode, encode, schema, to_dict
from purport.types import Incident, Transfer

FOLDER = Path(__file__).parent
CASES = [
    pytest.param(case, marks=pytest.mark.xfail(reason=case["missed"], strict=True) if "missed" in case else ())
    for name in ("exchanges.toml", "exchanges_fresh.toml", "exchanges_third.toml")
    for case in tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]
]


def given(transfer: Transfer) -> list[object]:
    giver, receiver = (party.name if party else "" for party in (transfer.giver, transfer.receiver))
    low, high = ("" if bound is None else bound for bound in (transfer.low, transfer.high))
    return [giver, transfer.text, receiver, low, high]


@pytest.mark.parametrize("case", CASES)
def test_exchanges_of_sentences(case: dict[str, Any]) -> None:
    incidents: list[Incident] = [i for i in purport.read(case["text"]).incidents if i.type == case["type"]]
    assert incidents
    assert [given(transfer) for incident in incidents for transfer in incident.exchange] == case["exchange"]
    for role in ("actors", "targets"):
        if role in case:
            assert sorted(party.name for party in getattr(incidents[0], role)) == case[role]


def test_exchange_keeps_the_contract_both_ways() -> None:
    reading = purport.read(
        "The Skerry Front said the government released 5,000 prisoners in return for 1,000 soldiers held by the Reef "
        "Brigade."
    )
    (incident,) = reading.incidents
    assert [transfer.according_to for transfer in incident.exchange] == ["Skerry Front", "Skerry Front"]
    jsonschema.validate(to_dict(reading), schema())
    assert decode(encode(reading)) == reading
