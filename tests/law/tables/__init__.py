"""What the law of each place says, in tables typed from its texts and not from our packs."""
