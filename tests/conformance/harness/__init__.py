"""The parts of the conformance driver; see ../README.md."""
