"""The seat without a face: rules, wire, sync and work, with no Qt, no SQL, and HTTP only in the room that links to central."""
