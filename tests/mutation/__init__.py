"""Mutation testing: does a test notice when the code is wrong?

``python -m tests.mutation`` changes one place of the code at a time, runs the tests that reach it,
and tells which changes no test noticed. cosmic-ray says what can be changed; everything else is
here.

1. **What is changed** (`places`, `mutants`): the packages that decide, count time and share money.
   Left out is what cannot change any behaviour: annotations, the first argument of `cast`,
   `__all__`, what stands below `if TYPE_CHECKING`, overloads, protocols, which are never run, and
   `weakref_slot`, which saves memory and decides nothing. cosmic-ray (`cosmic`) never touches a
   text, so docstrings and messages stay whole; it knows no deletion of statements and no swapping
   of arguments.
2. **Which are drawn** (`mutants`): a place is one operator, number, keyword, decorator or condition
   of the source. Places are drawn with a fixed seed, each at most once, and of each place one of
   its mutations: else a `+`, which can become eleven other things, would count eleven times.
3. **Which tests run** (`reach`): those that reach the changed statement, the fastest first, then
   those that reach its file, until `MOST_SECONDS` are spent; then, as long again, all others
   where the line is run at import, when each module has a say.
4. **What became of it** (`judge`): *killed* by a test, *timed out* (which kills, too, and is told
   apart), *survived*, or *stillborn*: the module cannot even be imported. A stillborn mutant is no
   measure of tests; the next place is drawn in its stead.
5. **What is told** (`shares`, `page`): the share that was killed with its Wilson interval, by
   package, and each survivor as the line that was changed.

Nothing in the checkout is edited: two copies of it in a temporary folder are. What was found lies
in ``build/mutation/``, and a second run judges only what it does not find there.
"""
