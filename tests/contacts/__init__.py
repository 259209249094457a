"""Contacts: what reaches a customer of all that is due."""
