"""Makes the synthetic residents of the counter example: no real person is described here."""
