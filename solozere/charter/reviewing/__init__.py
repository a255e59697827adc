"""The application to join, on the reviewer's side."""
