"""The law as values: what a statute gives, and that packs compute nothing."""
