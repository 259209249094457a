"""Nothing that came with an order becomes markup, hides text or leaves its line."""

import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from postsales import (
    EUR,
    Decision,
    Delivered,
    Line,
    Order,
    Paid,
    RefundQuote,
    ReturnCase,
    ReturnRequest,
    Tender,
    explain,
    not_met,
    refunds,
    returns,
)
from postsales.explain.document import clean
from tests.explain.given import TALES
from tests.explain.read import reasons
from tests.stories import acme

AT = "2026-03-20T09:00+01:00"
PLACED = "2026-03-02T10:15+01:00"

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- gone",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "**bold**",
    "__bold__",
    "*x*",
    "_x_",
    "~~gone~~",
    "`code`",
    "``` fence",
    "~~~",
    "[a](http://b.example)",
    "![a](http://b.example/c.png)",
    "[a]: http://b.example",
    "<http://b.example>",
    "www.b.example",
    "http://b.example",
    "a@b.example",
    "# heading",
    "## heading ##",
    "> quote",
    "- point",
    "+ point",
    "* point",
    "1. point",
    "1) point",
    "123456789. x",
    "---",
    "***",
    "===",
    "| a | b |",
    "a|b",
    "|",
    "\\",
    "\\*x\\*",
    "a\\",
    "\\|",
    ":smile:",
    "$x$",
    "$$x$$",
    "{x}",
    "{subject}",
    "%s",
    "{{ x }}",
    "{% x %}",
    "x\n\n# heading",
    "x\r\n- point",
    "x\ty",
    "a  b",
    "\x1b[31mred\x1b[0m",
    "\x07",
    "\x00x",
    "a\u202egnp.exe",
    "\u200b",
    "\u2066x",
    "\ufeff",
    "x\u2028y",
    "x\u2029y",
    "\U000e0041",
    "e\u0301",
    "\u0301",
    "\u200d",
    "👩‍👩‍👧",
    "日本語の題",
    "עברית",
    "x" * 998,
    "*" * 998,
    "**" + "x" * 300 + "**",
    "^x^",
    "==x==",
    "@somebody",
    "#123",
    "!",
    "[ ] task",
    "[^1]",
    "-",
    "0",
    "=",
    "+",
    "^",
    "‘’“”",
    "\\\n",
]

texts = st.text(min_size=1, max_size=40).filter(lambda x: not x.isspace()) | st.text(
    "<>&*_`~[]()!#|\\:$@^=-+1.) \n\tax\u202e", min_size=1, max_size=20
).filter(lambda x: not x.isspace())

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"p", "h2", "h3", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td"}


def explained(said: str, title: str | None = None) -> tuple[Decision[ReturnCase], RefundQuote]:
    """An answer in which a stranger's text stands wherever one can stand."""
    order = Order(
        id=said,
        placed_at=PLACED,
        lines=[
            Line(said, quantity=2, total=EUR("20.00"), title=title),
            Line(f"{said} 2", quantity=1, total=EUR("5.00"), title=title),
        ],
        history=[
            Paid(EUR("25.00"), tender=Tender.card(said), at=PLACED),
            Delivered({said: 2, f"{said} 2": 1}, at="2026-03-05T12:30+01:00"),
        ],
    )
    terms = acme.terms.requiring(
        lambda case: not_met(said, shown=said) if case.quantity == 1 else not_met("final_sale")
    )
    if title is not None:
        terms = acme.terms
    asked = ReturnRequest.of(order.quantities, reason="faulty" if title else said)
    decision = returns.assess(order, asked, terms, at=AT)
    return decision, refunds.quote(decision, acme.refund_terms)


def tokens(markdown: str) -> Iterator[Token]:
    """Everything that a reader of Markdown makes of it."""
    for token in READER.parse(markdown):
        yield token
        yield from token.children or ()


def visible(markdown: str) -> str:
    """What stands on the screen."""
    return "\n".join(x.content for x in tokens(markdown) if x.type == "text")


class TestMarkdown:
    """Text from an order is shown as it is written, and does nothing else."""

    @pytest.mark.parametrize("said", HOSTILE, ids=[f"hostile {n}" for n in range(len(HOSTILE))])
    def test_hostile_text_is_only_text(self, said: str) -> None:
        self.check(*explained(said))
        self.check(*explained("x", said))

    @given(said=texts)
    def test_any_text_is_only_text(self, said: str) -> None:
        self.check(*explained(said))

    @given(title=texts)
    def test_any_title_is_only_text(self, title: str) -> None:
        self.check(*explained("x", title))

    def check(self, decision: Decision[ReturnCase], quote: RefundQuote) -> None:
        markdown = explain.markdown(decision, quote=quote, locale="en", zone="Europe/Berlin")
        found = list(tokens(markdown))
        assert {x.tag for x in found if x.tag} <= OURS
        kinds = {x.type for x in found}
        assert not any("html" in x or "code" in x or "break" in x for x in kinds - {"softbreak"})
        assert "softbreak" not in kinds
        plain = explain.text(decision, quote=quote, locale="en", zone="Europe/Berlin")
        assert plain.splitlines()[0] in visible(markdown).splitlines()

    @pytest.mark.parametrize("said", HOSTILE, ids=[f"hostile {n}" for n in range(len(HOSTILE))])
    def test_a_name_is_shown_letter_for_letter(self, said: str) -> None:
        decision, quote = explained(said)
        markdown = explain.markdown(decision, quote=quote, locale="en", zone="Europe/Berlin")
        assert f"Order {clean(said)}" in visible(markdown).splitlines()

    def test_structure_does_not_depend_on_what_is_said(self) -> None:
        shapes = set()
        for said in ("tee", "# heading", "- point", "| a | b |", "1. x", "<b>", "x\n\n- y"):
            decision, quote = explained("x", said)
            markdown = explain.markdown(decision, quote=quote, locale="en", zone="UTC")
            shapes.add(tuple(x.type for x in READER.parse(markdown)))
        assert len(shapes) == 1

    def test_dollars_do_not_begin_a_formula(self) -> None:
        tale = TALES["story_3"]
        assert "$" not in tale.markdown()


class Shape(HTMLParser):
    """What a browser makes of a page: its tags and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[object] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


class TestPage:
    """As HTML nothing that a stranger wrote becomes a tag, an attribute or an entity."""

    @pytest.mark.parametrize("said", HOSTILE, ids=[f"hostile {n}" for n in range(len(HOSTILE))])
    def test_hostile_text_is_only_text(self, said: str) -> None:
        self.check(said, *explained(said))
        self.check("x", *explained("x", said))

    @given(said=texts)
    def test_any_text_is_only_text(self, said: str) -> None:
        self.check(said, *explained(said))

    def check(self, id: str, decision: Decision[ReturnCase], quote: RefundQuote) -> None:
        page = explain.html(decision, quote=quote, locale="en", zone="Europe/Berlin")
        shape = Shape()
        shape.feed(page)
        shape.close()
        assert {*shape.tags} <= OURS | {"tfoot"}
        assert shape.attributes == []
        assert f"Order {clean(id)}" in shape.texts

    def test_every_tag_is_closed(self) -> None:
        for tale in TALES.values():
            page = tale.html()
            for tag in OURS | {"tfoot"}:
                assert page.count(f"<{tag}>") == page.count(f"</{tag}>")


class TestPlainText:
    """Text from an order stays on its line, and nothing in it is invisible."""

    @pytest.mark.parametrize("said", HOSTILE, ids=[f"hostile {n}" for n in range(len(HOSTILE))])
    def test_hostile_text_stays_on_its_line(self, said: str) -> None:
        self.check(*explained(said))
        self.check(*explained("x", said))

    @given(said=texts)
    def test_any_text_stays_on_its_line(self, said: str) -> None:
        self.check(*explained(said))

    def check(self, decision: Decision[ReturnCase], quote: RefundQuote) -> None:
        text = explain.text(decision, quote=quote, locale="en", zone="Europe/Berlin")
        allowed = {"\n", "\u200c", "\u200d"}
        hidden = {x for x in text if unicodedata.category(x) in ("Cc", "Cf", "Zl", "Zp", "Cs")}
        assert hidden <= allowed
        assert sum(k for k, _ in reasons(text)) == sum(decision.because.values())
        text.encode("utf-8")

    @pytest.mark.parametrize(
        ("said", "shown"),
        [
            ("tee", "tee"),
            ("  a \n b ", "a b"),
            ("a\u202eb", "ab"),
            ("\u202e", "\\u202e"),
            ("\x00", "\\x00"),
            ("\u200b\u200b", "\\u200b\\u200b"),
            ("👩‍👧", "👩‍👧"),
        ],
    )
    def test_text_is_cleaned(self, said: str, shown: str) -> None:
        assert clean(said) == shown


class TestNames:
    """Two lines are never called the same."""

    @pytest.mark.parametrize(
        ("ids", "titles", "shown"),
        [
            pytest.param(("a", "b"), ("Tee", "Mug"), ["Tee", "Mug"], id="titles"),
            pytest.param(("a", "b"), (None, "Mug"), ["a", "Mug"], id="one without a title"),
            pytest.param(("a", "b"), ("Tee", "Tee"), ["Tee (a)", "Tee (b)"], id="one title twice"),
            pytest.param(("a", "b"), (None, "a"), ["a", "a (b)"], id="a title that is an id"),
            pytest.param(
                ("a", "a\u202e"), (None, None), ["a", "'a\\u202e'"], id="ids that look alike"
            ),
            pytest.param(
                ("a", "b"),
                ("x" * 80, "x" * 81),
                ["x" * 59 + "… (a)", "x" * 59 + "… (b)"],
                id="long titles that begin alike",
            ),
        ],
    )
    def test_names(
        self, ids: tuple[str, str], titles: tuple[str | None, str | None], shown: list[str]
    ) -> None:
        lines = [
            Line(id, quantity=1, total=EUR("5.00"), title=title)
            for id, title in zip(ids, titles, strict=True)
        ]
        delivered = Delivered(dict.fromkeys(ids, 1), at="2026-03-05T12:30+01:00")
        order = Order(id="1", placed_at=PLACED, lines=lines, history=[delivered])
        everything = ReturnRequest.everything(order, reason="faulty")
        decision = returns.assess(order, everything, acme.terms, at=AT)
        text = explain.text(decision, locale="en", zone="Europe/Berlin")
        for name in shown:
            assert f"- {name}: 1 of 1 can be returned" in text
