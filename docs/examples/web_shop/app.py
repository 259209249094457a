"""The routes: what a customer sees, asks and confirms.

Rules of this file: the clock is read here and nowhere below; whose order it is stands in the
database, and whose session it is in a signed cookie; money is never read from a form.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from hmac import compare_digest

from attrs import evolve
from flask import Flask, abort, g, redirect, render_template, request, session, url_for
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from postsales import (
    Decision,
    PostsalesError,
    ReasonKind,
    RefundQuote,
    ReturnCase,
    ReturnRequest,
    TermsBundle,
    explain,
    policies,
    returns,
)
from sqlite_shop import AskAgain, KeyTaken, Sale, Shop, UnknownSale, shown_by
from web_shop.form import units_of
from web_shop.words import language_of, words_for

Page = str | tuple[str, int]
_MOST_BYTES = 16 * 1024


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(path: str, *, secret: str, clock: Callable[[], datetime] = _now) -> Flask:
    """The application over the database at ``path``; ``secret`` signs the sessions."""
    app = Flask(__package__)
    app.config.update(
        SECRET_KEY=secret, SESSION_COOKIE_SAMESITE="Lax", MAX_CONTENT_LENGTH=_MOST_BYTES
    )

    @app.before_request
    def open_shop() -> None:
        if request.method == "POST" and not _came_from_our_page():
            abort(403, description="stale")
        g.shop, g.at = Shop(path), clock()

    @app.teardown_request
    def close_shop(_: BaseException | None) -> None:
        if "shop" in g:
            g.shop.close()

    app.add_url_rule("/orders/<path:sale>/return", view_func=options)
    app.add_url_rule("/orders/<path:sale>/return", view_func=answered, methods=["POST"])
    app.add_url_rule("/orders/<path:sale>/return/confirm", view_func=confirm, methods=["POST"])
    app.add_url_rule("/returns/<path:number>", view_func=followed)
    app.register_error_handler(PostsalesError, _impossible)
    app.register_error_handler(KeyTaken, _taken)
    app.register_error_handler(HTTPException, _said)
    return app


def options(sale: str) -> Page:
    """What can come back, until when, and what cannot: asking changes nothing."""
    sold, order = _mine(sale), g.shop.order(sale)
    kinds = sold.terms.reasons or {ReasonKind.OTHER.value: ReasonKind.OTHER}
    reasons = list(kinds)
    because = next((x for x in reasons if kinds[x] is ReasonKind.REMORSE), reasons[0])
    everything = ReturnRequest.everything(order, reason=because)
    terms = TermsBundle(returns=sold.terms, refunds=sold.money)
    return render_template(
        "order.html",
        **_common(sold),
        answer=_in_words(sold, *g.shop.answer(sale, everything, at=g.at)),
        numbers=g.shop.numbers(sale),
        lines=order.lines,
        because=because,
        reasons=reasons,
        terms=Markup(policies.html(terms, locale=sold.locale)),  # noqa: S704 - it escapes
    )


def answered(sale: str) -> Page:
    """What a request comes to, with a form to confirm what of it may come back."""
    sold = _mine(sale)
    asked = ReturnRequest.of(units_of(request.form), reason=request.form.get("reason", ""))
    return _answer(sold, *g.shop.answer(sale, asked, at=g.at))


def confirm(sale: str) -> Page | Response:
    """Record the return; a form that is sent twice records one."""
    sold, form = _mine(sale), request.form
    if not form.get("key"):
        abort(400, description="stale")
    units, key = units_of(form), f"{sale} {form['key']}"
    try:
        announced = g.shop.request_return(
            sale,
            units,
            reason=form.get("reason", ""),
            key=key,
            shown=form.get("shown", ""),
            at=g.at,
        )
    except AskAgain as now:
        return _answer(sold, now.decision, now.quote, changed=True), 409
    return redirect(url_for("followed", number=announced.number), code=303)


def followed(number: str) -> Page:
    """How far a return is."""
    try:
        sold = _mine(g.shop.announced(number).sale)
    except UnknownSale:
        abort(404, description="missing")
    status = returns.status(g.shop.order(sold.id), number, sold.terms, at=g.at)
    told = explain.progress_html(status, locale=sold.locale, zone=sold.zone, register="customer")
    return render_template(
        "return.html",
        **_common(sold),
        number=number,
        progress=Markup(told),  # noqa: S704 - it escapes
    )


def _mine(sale: str) -> Sale:
    """The sale, if it is the customer's own; to everyone else there is none."""
    customer = session.get("customer")
    if customer is None:
        abort(401, description="login")
    try:
        sold: Sale = g.shop.sale(sale)
    except UnknownSale:
        abort(404, description="missing")
    if sold.customer != customer:
        abort(404, description="missing")
    if language_of(sold.locale) not in explain.LANGUAGES:
        sold = evolve(sold, locale="en")
    g.locale = sold.locale
    return sold


def _answer(
    sold: Sale, decision: Decision[ReturnCase], quote: RefundQuote, *, changed: bool = False
) -> str:
    return render_template(
        "answer.html",
        **_common(sold),
        answer=_in_words(sold, decision, quote),
        allowed=decision.allowed,
        reason=request.form.get("reason", ""),
        key=secrets.token_urlsafe(16),
        shown=shown_by(quote),
        changed=changed,
    )


def _in_words(sold: Sale, decision: Decision[ReturnCase], quote: RefundQuote) -> Markup:
    """The answer in the customer's language and zone. Titles of lines never become markup."""
    told = explain.html(
        decision, quote=quote, locale=sold.locale, zone=sold.zone, register="customer"
    )
    return Markup(told)  # noqa: S704 - it escapes


def _common(sold: Sale) -> dict[str, object]:
    return {
        "sale": sold.id,
        "locale": sold.locale,
        "words": words_for(sold.locale),
        "csrf": session.setdefault("csrf", secrets.token_urlsafe(32)),
    }


def _came_from_our_page() -> bool:
    """Only our own pages know the token: another site can send a form, and not read one."""
    ours, theirs = session.get("csrf", ""), request.form.get("csrf", "")
    return bool(ours) and compare_digest(ours.encode(), theirs.encode())


def _wrong(says: str, status: int) -> tuple[str, int]:
    locale = g.get("locale", "en")
    words = words_for(locale)
    page = render_template("wrong.html", locale=locale, words=words, says=words.get(says, says))
    return page, status


def _impossible(error: PostsalesError) -> tuple[str, int]:
    """Whatever a customer typed that cannot be, in the library's sentence."""
    return _wrong(str(error), 400)


def _taken(_: KeyTaken) -> tuple[str, int]:
    return _wrong("taken", 409)


def _said(error: HTTPException) -> tuple[str, int]:
    return _wrong(error.description or error.name, error.code or 500)
