"""An independent recomputation of the golden vectors, from SPEC.md alone."""
