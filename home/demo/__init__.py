"""Demo content: an invented employer, its teams, positions, people and pictures."""
