"""The same question over HTTP with FastAPI: units in, the record of a decision out.

A record is no class that pydantic knows, so the host says once how it is told: ``Told``.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, InstanceOf, PlainSerializer, StrictInt

from postsales import DecisionRecord, PostsalesError, ReturnRequest
from sqlite_shop import Shop, UnknownSale

Told = Annotated[InstanceOf[DecisionRecord], PlainSerializer(DecisionRecord.as_dict)]


class Asked(BaseModel):
    """What a client asks."""

    units: dict[str, StrictInt]  # else true, "1" and 1.0 are one unit
    reason: str


def create_api(path: str, *, clock: Callable[[], datetime]) -> FastAPI:
    """The interface over the database at ``path``; who may ask what is left to the host."""
    api = FastAPI()

    @api.post("/orders/{sale:path}/return")
    def answer(sale: str, asked: Asked) -> Told:
        shop = Shop(path)
        try:
            request = ReturnRequest.of(asked.units, reason=asked.reason)
            decision, quote = shop.answer(sale, request, at=clock())
        except UnknownSale as error:
            raise HTTPException(404, str(error)) from None
        except PostsalesError as error:
            raise HTTPException(400, str(error)) from None
        finally:
            shop.close()
        return decision.record(quote=quote)

    return api
