"""Tests of the laws for invitations, with good terms and bad inviters."""
