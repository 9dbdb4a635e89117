"""Ground floor: what every room needs and nobody else gives; standard library only."""
