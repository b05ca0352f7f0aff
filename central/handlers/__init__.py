"""From act to effect: one path from what an operator did to what central holds."""
