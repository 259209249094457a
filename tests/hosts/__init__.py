"""Hosts: the examples of docs/examples, driven as their users would."""
