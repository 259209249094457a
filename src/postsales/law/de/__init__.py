"""The law of Germany: the directive of the Union, as §§ 312g and 355 to 357 BGB have it."""

from postsales.law.de.civil_code import DE, withdrawal

__all__ = ["DE", "withdrawal"]
