"""Entering: the code sent by mail, its forms; the stages, second factor and passkeys are allauth's."""
