"""Row by row beside other systems: the figures of their threads, worked out here."""
