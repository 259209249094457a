"""The table of bad policies has them all, and says what the command that writes it saw."""

from attrs import evolve

from postsales.testing import laws
from tests.testing.bad import BAD
from tests.testing.matrix import FILE, Row, finds, kept, page, told

PAGE = FILE.read_text(encoding="utf-8")
LAWS = {law.id: law for law in laws.ALL}
EMPTY = "<!-- kill matrix -->\nold\n<!-- end of kill matrix -->"
ROW = Row(
    BAD[0].name, BAD[0].law, {"WIN-01": 10, "WIN-13": 10, "ELI-05": 3, "REF-01": 0}, seconds=1.25
)


class TestThePage:
    """Every bad policy has its row, for the law that it is for."""

    def test_it_tells_every_bad_policy(self) -> None:
        expected = [(bad.name, bad.law) for bad in BAD]
        assert told(PAGE) == expected, "then: python -m tests.testing.matrix"

    def test_none_got_away(self) -> None:
        assert f"{len(BAD)} of {len(BAD)} are found by their law with each of 10 seeds." in PAGE

    def test_a_row_names_the_others(self) -> None:
        text = page(EMPTY, [ROW])
        assert f"| {BAD[0].name} | `WIN-01` | 10 | WIN-13, ELI-05 (3) |" in text
        assert (
            "1 of 1 are found by their law with each of 10 seeds. The slowest is found in" in text
        )

    def test_rows_are_kept_as_they_stand(self) -> None:
        rows = kept(PAGE)
        assert [*rows] == told(PAGE)
        assert told(page(EMPTY, rows.values())) == told(PAGE)
        assert page(PAGE, rows.values()) == PAGE
        assert kept(page(EMPTY, [evolve(ROW, found={"WIN-01": 9})])) == {}

    def test_whoever_gets_away_once_is_counted(self) -> None:
        text = page(
            "<!-- kill matrix -->\n<!-- end of kill matrix -->",
            [ROW, evolve(ROW, found={"WIN-01": 9})],
        )
        assert "1 of 2 are found" in text


class TestFinding:
    """A law finds a mistake or it does not, with one seed and so many scenes."""

    def test_a_bad_policy_and_its_law(self) -> None:
        assert finds(LAWS["WIN-01"], BAD[0].suite().subject, 1, scenes=300)

    def test_a_good_policy(self) -> None:
        bad = next(x for x in BAD if x.law == "WIN-02")
        good = bad.suite().subject
        assert not finds(LAWS["STA-01"], good, 1, scenes=20)
