"""What the law of each place says, as tables that were typed from its texts and not from our packs."""
