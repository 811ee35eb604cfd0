"""Tests of the tree: one version, clean layers, true documents."""
