"""Plans answered from histories."""
