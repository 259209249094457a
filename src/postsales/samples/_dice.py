"""Dice that always fall alike: numbers that follow from a seed and from nothing else."""

from attrs import define

_WORD = 2**64 - 1
_STEP = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB


@define(weakref_slot=False, eq=False)
class Dice:
    """One run of numbers, by the published mixing of the splitmix generator.

    Example:
        >>> Dice(7).below(6) == Dice(7).below(6)
        True
    """

    state: int

    def below(self, sides: int) -> int:
        """The next number, from zero and below the number of sides."""
        self.state = (self.state + _STEP) & _WORD
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * _FIRST) & _WORD
        mixed = ((mixed ^ (mixed >> 27)) * _SECOND) & _WORD
        return (mixed ^ (mixed >> 31)) % sides

    def between(self, least: int, most: int) -> int:
        """The next number between two bounds, both included."""
        return least + self.below(most - least + 1)
