"""The returns page: what a customer sees, asks and confirms, and what nobody can make it do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

import pytest
from attrs import evolve

pytest.importorskip("flask", reason="the web application needs flask, of the developer's tools")
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from postsales import ReasonKind
from sqlite_shop import Shop
from tests.hosts.given import ASKED, CAME, CREDIT_AFTER_TEN_DAYS, TERMS, at, sale, stocked
from web_shop import create_app
from web_shop.__main__ import demo

URL = "/orders/1001/return"
SECRET = token_hex()
EVIL = '<script>alert("1")</script>'


@dataclass
class Clock:
    """What time it is, as the tests say."""

    now: datetime = ASKED

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Browser:
    """A customer at our pages: whatever a page's form holds is sent with it."""

    client: FlaskClient
    clock: Clock
    shop: Shop
    hidden: dict[str, str] = field(default_factory=dict)

    def sign_in(self, customer: str) -> None:
        with self.client.session_transaction() as session:
            session["customer"] = customer

    def get(self, url: str = URL) -> TestResponse:
        return self._seen(self.client.get(url))

    def post(self, url: str = URL, **fields: str) -> TestResponse:
        named = {name.replace("units_", "units."): value for name, value in fields.items()}
        return self._seen(self.client.post(url, data=self.hidden | named))

    def asks(self, **fields: str) -> TestResponse:
        self.get()
        return self.post(**fields)

    def confirms(self, **fields: str) -> TestResponse:
        return self.post(f"{URL}/confirm", **fields)

    def _seen(self, page: TestResponse) -> TestResponse:
        found = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page.text)
        self.hidden = dict(found) or self.hidden
        return page


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    shop, clock = stocked(tmp_path), Clock()
    shop.place(sale("2002", customer="C-8"), terms=TERMS, locale="en_GB")
    shop.place(sale("3003", title=EVIL), terms=TERMS, locale="de_DE")
    shop.place(sale("4004", zone="Asia/Tokyo"), terms=TERMS, locale="fr_FR")
    app = create_app(str(tmp_path / "shop.sqlite"), secret=SECRET, clock=clock)
    app.testing = True
    found = Browser(app.test_client(), clock, shop)
    found.sign_in("C-7")
    yield found
    shop.close()


class TestThePage:
    """It says what may come back, until when, and why not, in the customer's language and zone."""

    def test_what_can_come_back_and_until_when(self, browser: Browser) -> None:
        page = browser.get()
        assert page.status_code == 200
        assert (
            "You can return 3 of 5 units and you cannot return 2; you get €45.05 back." in page.text
        )
        assert "until the end of Saturday, 4 April 2026" in page.text

    def test_why_not(self, browser: Browser) -> None:
        assert "2 of Mug: sold as final sale" in browser.get().text

    def test_the_terms_of_the_sale(self, browser: Browser) -> None:
        assert "You can return it within 30 days." in browser.get().text

    def test_in_german(self, browser: Browser) -> None:
        page = browser.get("/orders/3003/return").text
        assert '<html lang="de-DE">' in page
        assert "Etwas zurückgeben" in page
        assert "bis einschließlich Samstag, 4. April 2026" in page

    def test_in_the_zone_of_the_customer_and_english_where_there_is_nothing_else(
        self, browser: Browser
    ) -> None:
        page = browser.get("/orders/4004/return").text
        assert '<html lang="en">' in page
        # 9:00 in Berlin; the window ends there at midnight, which is 7:00 in Tokyo.
        assert "You asked on Friday, 20 March 2026 at 17:00" in page
        assert "On Sunday, 5 April 2026 at 07:00, the window" in page

    @pytest.mark.parametrize(
        ("now", "says"),
        [
            pytest.param("2026-04-04T21:59:59Z", "You can return 3 of 5", id="one second before"),
            pytest.param("2026-04-04T22:00:00Z", "You cannot return", id="midnight in Berlin"),
        ],
    )
    def test_the_last_day_ends_in_the_zone_of_the_terms(
        self, browser: Browser, now: str, says: str
    ) -> None:
        browser.clock.now = at(now)
        assert says in browser.get().text

    @pytest.mark.parametrize(
        ("locale", "lang"),
        [
            pytest.param("de-DE", "de-DE", id="with a hyphen"),
            pytest.param("de_AT", "de-AT", id="with an underscore"),
            pytest.param("de", "de", id="of no country"),
        ],
    )
    def test_in_german_however_it_is_written(
        self, browser: Browser, locale: str, lang: str
    ) -> None:
        browser.shop.place(sale("5005"), terms=TERMS, locale=locale)
        page = browser.get("/orders/5005/return").text
        assert f'<html lang="{lang}">' in page
        assert "Etwas zurückgeben" in page
        assert "Sie können 3 von 5" in page

    @pytest.mark.parametrize(
        ("reasons", "says"),
        [
            pytest.param(
                {"faulty": ReasonKind.DEFECT},
                "for this reason: It is faulty",
                id="only what is wrong",
            ),
            pytest.param({}, "for this reason: other", id="none at all"),
        ],
    )
    def test_where_no_reason_is_that_it_is_not_liked(
        self, browser: Browser, reasons: dict[str, ReasonKind], says: str
    ) -> None:
        terms = evolve(TERMS, returns=evolve(TERMS.returns, version="5", reasons=reasons))
        browser.shop.place(sale("5005"), terms=terms, locale="en_GB")
        page = browser.get("/orders/5005/return")
        assert (page.status_code, says in page.text) == (200, True)

    @pytest.mark.parametrize("id", ["10/01", "#1001", "a b?c"])
    def test_of_an_order_whose_id_is_no_part_of_an_address(self, browser: Browser, id: str) -> None:
        browser.shop.place(sale(id), terms=TERMS, locale="en_GB")
        url = f"/orders/{quote(id)}/return"
        browser.get(url)
        browser.post(url, units_tee="2", reason="too_small")
        done = browser.post(f"{url}/confirm")
        assert browser.get(done.headers["Location"]).status_code == 200
        assert browser.shop.numbers(id) == [f"R-{id}-1"]

    def test_looking_changes_nothing(self, browser: Browser) -> None:
        before = browser.shop.order("1001")
        browser.asks(units_tee="2", reason="too_small")
        assert browser.shop.order("1001") == before
        assert browser.shop.records("1001") == []


class TestTheReturn:
    """It is recorded once, with a number, when the customer confirms what was shown."""

    def test_ask_see_the_money_confirm(self, browser: Browser) -> None:
        answer = browser.asks(units_tee="2", reason="too_small")
        assert (answer.status_code, "€28.38" in answer.text) == (200, True)
        done = browser.confirms()
        assert (done.status_code, done.location) == (303, "/returns/R-1001-1")
        assert "Return R-1001-1" in browser.get("/returns/R-1001-1").text
        (record,) = browser.shop.records("1001")
        assert record.quote is not None
        assert str(record.quote.total) == "EUR 28.38"
        assert browser.shop.replay(record) == record

    def test_the_button_is_pressed_twice(self, browser: Browser) -> None:
        browser.asks(units_tee="2", reason="too_small")
        one, two = browser.confirms(), browser.confirms()
        assert (one.location, two.location) == ("/returns/R-1001-1", "/returns/R-1001-1")
        assert browser.shop.numbers("1001") == ["R-1001-1"]

    def test_only_what_may_come_back_is_confirmed(self, browser: Browser) -> None:
        browser.asks(units_tee="1", units_mug="1", reason="changed_mind")
        assert {x for x in browser.hidden if x.startswith("units.")} == {"units.tee"}

    def test_where_nothing_may_there_is_nothing_to_confirm(self, browser: Browser) -> None:
        page = browser.asks(units_mug="1", reason="changed_mind")
        assert "sold as final sale" in page.text
        assert "<form" not in page.text

    def test_what_changed_meanwhile_is_shown_again(self, browser: Browser) -> None:
        browser.asks(units_tee="2", reason="too_small")
        browser.shop.request_return("1001", {"tee": 2}, reason="faulty", key="shop", at=ASKED)
        page = browser.confirms()
        assert page.status_code == 409
        assert "Meanwhile this has changed" in page.text
        assert browser.hidden["units.tee"] == "1"
        assert browser.confirms().location == "/returns/R-1001-2"

    def test_too_late_to_confirm(self, browser: Browser) -> None:
        browser.asks(units_tee="2", reason="too_small")
        browser.clock.now = at("2026-04-05T00:00+02:00")
        assert browser.confirms().status_code == 409
        assert browser.shop.numbers("1001") == []

    def test_for_the_money_that_was_shown_and_no_other(self, browser: Browser) -> None:
        browser.shop.place(sale("5005"), terms=CREDIT_AFTER_TEN_DAYS, locale="en_GB")
        url = "/orders/5005/return"
        browser.clock.now = at("2026-03-15T23:50+01:00")
        browser.get(url)
        shown = browser.post(url, units_tee="2", reason="too_small")
        assert "you get €28.38 back" in shown.text
        browser.clock.now = at("2026-03-16T00:05+01:00")
        again = browser.post(f"{url}/confirm")
        assert again.status_code == 409
        assert "Meanwhile this has changed" in again.text
        assert "you get €28.38 as store credit" in again.text
        assert browser.shop.numbers("5005") == []
        assert browser.post(f"{url}/confirm").status_code == 303
        (record,) = browser.shop.records("5005")
        assert record.quote is not None
        assert str(record.quote.store_credit) == "EUR 28.38"

    @pytest.mark.parametrize("shown", ["", "guessed"])
    def test_nor_where_nobody_knows_what_was_shown(self, browser: Browser, shown: str) -> None:
        browser.asks(units_tee="2", reason="too_small")
        assert browser.confirms(shown=shown).status_code == 409
        assert browser.shop.numbers("1001") == []

    def test_a_key_is_for_one_form(self, browser: Browser) -> None:
        browser.asks(units_tee="2", reason="too_small")
        browser.confirms()
        assert browser.confirms(units_tee="1").status_code == 409
        assert browser.confirms(key="").status_code == 400

    def test_how_far_it_is(self, browser: Browser) -> None:
        browser.asks(units_tee="2", reason="too_small")
        browser.confirms()
        browser.shop.approve("R-1001-1", at=ASKED)
        browser.shop.receive("R-1001-1", {"tee": 1}, scan="s-1", at=CAME)
        browser.clock.now = at("2026-03-25T09:00+01:00")
        page = browser.get("/returns/R-1001-1").text
        assert "<h2>Return R-1001-1</h2>" in page
        assert "<li>Received: 1 of tee</li>" in page
        assert "<pre" not in page
        assert 'href="/returns/R-1001-1"' in browser.get().text


class TestWhatIsTyped:
    """What cannot be is answered with 400 and a sentence that says what is allowed."""

    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            pytest.param({"units_tee": "-3"}, "is -3: 1 to 1000000000 are", id="below zero"),
            pytest.param({"units_tee": "--3"}, "a whole number is needed", id="two signs"),
            pytest.param({"units_tee": "-"}, "a whole number is needed", id="a sign alone"),
            pytest.param({"units_tee": "two"}, "a whole number is needed", id="a word"),
            pytest.param({"units_tee": "1.5"}, "a whole number is needed", id="a fraction"),
            pytest.param({"units_tee": "²"}, "a whole number is needed", id="a digit of no number"),
            pytest.param({"units_tee": "9" * 5000}, "a whole number is needed", id="many digits"),
            pytest.param({"units_tee": "0"}, "it asks for nothing", id="none"),
            pytest.param({}, "it asks for nothing", id="nothing at all"),
            pytest.param({"units_hat": "1"}, "hat", id="a line that was not sold"),
            pytest.param({"units_tee": "1", "reason": ""}, "is not blank", id="no reason"),
        ],
    )
    def test_it_is_refused(self, browser: Browser, fields: dict[str, str], says: str) -> None:
        page = browser.asks(**({"reason": "too_small"} | fields))
        assert (page.status_code, says in page.text) == (400, True)

    def test_more_than_was_bought_is_an_answer(self, browser: Browser) -> None:
        page = browser.asks(units_tee="4", reason="too_small")
        assert page.status_code == 200
        assert browser.hidden["units.tee"] == "3"

    def test_a_reason_that_nobody_knows_goes_to_a_person(self, browser: Browser) -> None:
        page = browser.asks(units_tee="1", reason="because")
        assert (page.status_code, "<form" in page.text) == (200, False)

    def test_a_form_without_end_is_not_read(self, browser: Browser) -> None:
        assert browser.asks(units_tee="1", reason="x" * 20_000).status_code == 413

    def test_money_is_never_read_from_a_form(self, browser: Browser) -> None:
        browser.asks(units_tee="2", reason="too_small")
        done = browser.confirms(amount="999.00", total="999.00", price="999", refund="999")
        assert done.status_code == 303
        (record,) = browser.shop.records("1001")
        assert record.quote is not None
        assert str(record.quote.total) == "EUR 28.38"


class TestWhoMay:
    """Nobody sees or returns what is another's, and no other site acts for a customer."""

    @pytest.mark.parametrize(
        "url", ["/orders/2002/return", "/orders/9999/return", "/returns/R-2002-1", "/nowhere"]
    )
    def test_what_is_anothers_looks_like_nothing(self, browser: Browser, url: str) -> None:
        browser.shop.request_return("2002", {"tee": 1}, reason="faulty", key="k", at=ASKED)
        assert browser.get(url).status_code == 404

    def test_nor_can_it_be_returned(self, browser: Browser) -> None:
        browser.asks(units_tee="2", reason="too_small")
        assert browser.post("/orders/2002/return/confirm").status_code == 404
        assert browser.shop.numbers("2002") == []

    def test_without_signing_in_there_is_nothing(self, browser: Browser) -> None:
        with browser.client.session_transaction() as session:
            session.clear()
        assert browser.get().status_code == 401

    @pytest.mark.parametrize("token", ["", "guessed", "ü"])
    def test_a_form_of_another_site_is_refused(self, browser: Browser, token: str) -> None:
        browser.asks(units_tee="2", reason="too_small")
        assert browser.confirms(csrf=token).status_code == 403
        assert browser.shop.numbers("1001") == []

    def test_even_before_any_page_of_ours_was_seen(self, browser: Browser) -> None:
        assert browser.post(units_tee="1", reason="faulty", csrf="").status_code == 403

    def test_a_title_never_becomes_markup(self, browser: Browser) -> None:
        page = browser.get("/orders/3003/return").text
        answer = browser.post("/orders/3003/return", units_tee="2", reason="too_small").text
        for seen in (page, answer):
            assert "&lt;script&gt;alert(" in seen
            assert "<script" not in seen

    def test_nor_does_the_number_of_a_return(self, browser: Browser) -> None:
        browser.shop.place(sale(EVIL), terms=TERMS, locale="en_GB")
        browser.shop.request_return(EVIL, {"tee": 1}, reason="faulty", key="k", at=ASKED)
        page = browser.get(f"/returns/{quote(f'R-{EVIL}-1')}")
        assert page.status_code == 200
        assert "<h2>Return R-&lt;script&gt;" in page.text
        assert "<script" not in page.text

    def test_nor_does_what_is_typed(self, browser: Browser) -> None:
        page = browser.asks(**{"units_" + EVIL: "1", "reason": "faulty"})
        assert page.status_code == 400
        assert "&lt;script&gt;" in page.text
        assert "<script" not in page.text


def test_its_clock_is_that_of_the_host(tmp_path: Path) -> None:
    shop = stocked(tmp_path)
    client = create_app(str(tmp_path / "shop.sqlite"), secret=SECRET).test_client()
    with client.session_transaction() as session:
        session["customer"] = "C-7"
    # Bought in March 2026 and thirty days: whenever this runs, it is over.
    assert "You cannot return" in client.get(URL).text
    shop.close()


def test_the_demonstration_shows_the_page(tmp_path: Path) -> None:
    client = demo(str(tmp_path / "shop.sqlite"), Clock()).test_client()
    page = client.get("/", follow_redirects=True)
    assert (page.status_code, "You can return 3 of 5 units" in page.text) == (200, True)


def test_whoever_comes_to_it_next_begins_anew(tmp_path: Path) -> None:
    client = demo(str(tmp_path / "shop.sqlite"), Clock()).test_client()
    client.get("/", follow_redirects=True)
    with client.session_transaction() as session:
        before = session["csrf"]
    client.get("/", follow_redirects=True)
    with client.session_transaction() as session:
        assert session["csrf"] != before
