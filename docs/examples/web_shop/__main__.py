"""The application with one sale in it, to look at: ``python -m web_shop``, in ``docs/examples``."""

import secrets
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from flask import Flask, redirect, session, url_for
from werkzeug.wrappers import Response

from postsales import EUR, Charge, Customer, Delivered, Line, Order, Paid, Tender, Trait
from postsales.wire import toml
from sqlite_shop import Shop
from web_shop import create_app

TERMS = files("postsales.samples") / "acme.toml"


def demo(path: str, clock: Callable[[], datetime]) -> Flask:
    """A shop where something was sold ten days ago, and whoever comes is its customer."""
    sold = clock() - timedelta(days=10)
    order = Order(
        id="1001",
        placed_at=sold,
        customer=Customer("C-7", zone="Europe/Berlin"),
        lines=[
            Line("tee", quantity=3, total=EUR("50.00"), title="Shirt, blue"),
            Line("mug", quantity=2, total=EUR("19.90"), traits=[Trait.FINAL_SALE], title="Mug"),
        ],
        charges=[Charge.shipping(EUR("4.95"))],
        history=[
            Paid(EUR("74.85"), tender=Tender.card("ch_1"), at=sold, ref="py-1"),
            Delivered({"tee": 3, "mug": 2}, ref="p-1", at=sold + timedelta(days=3)),
        ],
    )
    shop = Shop(path)
    shop.set_up()
    shop.place(order, terms=toml.read_terms(TERMS.read_text(encoding="utf-8")), locale="en_GB")
    shop.close()
    app = create_app(path, secret=secrets.token_hex(), clock=clock)

    @app.get("/")
    def sign_in() -> Response:
        session.clear()  # what the one before did is nothing to the next
        session["customer"] = "C-7"
        return redirect(url_for("options", sale="1001"))

    return app


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        demo(str(Path(folder) / "shop.sqlite"), lambda: datetime.now(UTC)).run()
