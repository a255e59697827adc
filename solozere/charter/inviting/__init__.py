"""Invitations to join the network: written with a draft that is already filled, and followed."""
