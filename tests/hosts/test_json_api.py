"""With FastAPI the record of a decision is the answer, and a model that the interface tells."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the interface needs fastapi, of the developer's tools")
from fastapi import FastAPI
from fastapi.exceptions import FastAPIError

from json_api import create_api
from postsales import DecisionRecord, ReturnRequest, wire
from tests.hosts.given import ASKED, TERMS, opened, sale, stocked


def told(api: FastAPI, method: str, path: str, body: object = None) -> tuple[int, Any]:
    """What the interface answers, asked without a server."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    asyncio.run(api(scope, receive, send))
    answer = b"".join(x.get("body", b"") for x in sent)
    return int(sent[0]["status"]), json.loads(answer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stocked(tmp_path).close()
    return tmp_path


@pytest.fixture
def api(folder: Path) -> FastAPI:
    return create_api(str(folder / "shop.sqlite"), clock=lambda: ASKED)


URL = "/orders/1001/return"
SHIRTS = {"units": {"tee": 2}, "reason": "too_small"}


def test_the_answer_is_the_record(api: FastAPI, folder: Path) -> None:
    status, answer = told(api, "POST", URL, SHIRTS)
    shop = opened(folder)
    request = ReturnRequest.of({"tee": 2}, reason="too_small")
    decision, quote = shop.answer("1001", request, at=ASKED)
    shop.close()
    assert (status, answer["quote"]["total"]) == (200, {"amount": "28.38", "currency": "EUR"})
    assert wire.read_record(json.dumps(answer)) == decision.record(quote=quote)


@pytest.mark.parametrize(
    ("url", "body", "status", "says"),
    [
        pytest.param(
            URL,
            SHIRTS | {"units": {"tee": -3}},
            400,
            "units of 'tee' is -3: 1 to 1000000000 are allowed; leave out lines with none",
            id="below zero",
        ),
        pytest.param("/orders/9/return", SHIRTS, 404, "there is no sale '9'", id="no such order"),
    ],
)
def test_what_cannot_be_is_said(
    api: FastAPI, url: str, body: object, status: int, says: str
) -> None:
    assert told(api, "POST", url, body) == (status, {"detail": says})


@pytest.mark.parametrize("units", [True, "1", 1.0, None, [1]], ids=repr)
def test_only_a_whole_number_is_a_number_of_units(api: FastAPI, units: object) -> None:
    status, answer = told(api, "POST", URL, SHIRTS | {"units": {"tee": units}})
    assert (status, answer["detail"][0]["loc"]) == (422, ["body", "units", "tee"])


def test_an_order_whose_id_has_a_slash(api: FastAPI, folder: Path) -> None:
    shop = opened(folder)
    shop.place(sale("10/01"), terms=TERMS, locale="en")
    shop.close()
    assert told(api, "POST", "/orders/10/01/return", SHIRTS)[0] == 200


def test_the_interface_tells_that_an_object_comes(api: FastAPI) -> None:
    status, described = told(api, "GET", "/openapi.json")
    answer = described["paths"]["/orders/{sale}/return"]["post"]["responses"]["200"]
    assert (status, answer["content"]["application/json"]["schema"]["type"]) == (200, "object")


def test_the_class_alone_is_no_model() -> None:
    # Should this fail one day, the how-to can do without `Told`.
    with pytest.raises(FastAPIError, match="valid Pydantic field type"):
        FastAPI().get("/")(_tells_the_class)


def _tells_the_class() -> DecisionRecord:
    raise NotImplementedError
