"""The lead's page: seats, the pool with its rehearsed reassignment, and the returns to decide."""
