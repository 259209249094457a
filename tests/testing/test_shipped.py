"""The terms that we ship, under every law: in three lines, as their users have it.

Thoroughly: ``python3 dev.py pytest tests/testing/test_shipped.py --postsales-profile=deep``.
"""

import pytest

from postsales import samples
from postsales.law.eu.consumer_rights import withdrawal
from postsales.testing import laws

# Nothing is reached here that no other test reaches, and tracing it would double the time.
pytestmark = pytest.mark.no_cover

test_samples = laws.check(
    samples.terms,
    samples.refund_terms,
    cancellations=samples.cancellation_terms,
)
test_withdrawal = laws.check(withdrawal, samples.refund_terms)
