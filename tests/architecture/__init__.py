"""What holds for the whole source, whoever writes the next module."""
