"""Measuring whoknew: corpus loaders, metrics (pure functions) and committed results."""
