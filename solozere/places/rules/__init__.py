"""What is true of places whoever asks: pure functions, no database, the date is given."""
