"""The ground that everything stands on: money, time, rules and decisions, with no shop in sight.

**Money** is whole minor units of a ``Currency``. It never meets a float: ``EUR("19.90")`` is text,
and what cannot be written exactly is refused. Whatever divides money names a ``Rounding`` and adds
up: ``Money.allocate`` shares by weights, and steps that follow each other are differences of
cumulative shares (``rounding.slice_of``). A ``Percent`` is taken of money and rounded once.

**Time** has four nouns. A *moment* is an instant in UTC (``moments``); a *day* is a local one, and
begins and ends in a named zone. A *length* is counted in one kind (``Days``, ``Weeks``, ``Months``,
``Years``, ``Hours``), and no kind turns into another. A *window* is two instants: the first belongs
to it and the second does not (``windows``); ``periods`` counts from a start and a length to the
last day, and keeps the count.

**What happened** is a list of ``Event``, one class per kind, named in the past tense.
``Quantities`` says of how many units of which line.

**What follows** is found by rules. A rule looks at one case and answers with a ``Finding``: a
verdict (met, not met, unknown, not applicable), a code, and the facts it rests on. Rules combine
into rules (``rules``). All findings together make a ``Decision``, which is live; its
``DecisionRecord`` is data.

**Why** is a ``Citation``; a number that the law changes is ``Dated``, and asked for with a day.

Everything here is a frozen value that checks itself once, when it is built, and raises a
``PostsalesError`` that says what is allowed. Below that, functions trust what they are given.

Example:
    >>> from postsales.basics.currencies import EUR
    >>> from postsales.basics.rounding import Rounding
    >>> fifty = EUR("50.00")
    >>> [str(part) for part in fifty.split(3)]
    ['EUR 16.67', 'EUR 16.67', 'EUR 16.66']
    >>> str(fifty.share(1, 3, rounding=Rounding.HALF_UP))
    'EUR 16.67'
"""
