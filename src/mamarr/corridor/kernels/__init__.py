"""Compiled code: one physical question a file. Called from `mamarr.corridor` alone."""
