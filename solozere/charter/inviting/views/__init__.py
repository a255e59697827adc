"""The pages of invitations."""
