"""Rule engines and expression languages that a shop could choose instead, one module for each.

Every module offers ``peers(questions)``: what the engine can do of the work, made ready. Engines
that cannot join get each item joined with its line beforehand; engines without time zones get the
deadline from the hand-written function. What is prepared is not timed, which favours the engines;
the deadline is.
"""
