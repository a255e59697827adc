"""The application to join, on the applicant's side: the form, the draft, the signature, what follows. See docs/joining.md."""
