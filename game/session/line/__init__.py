"""Playing a line that is cleared: policy, gestures, affordances, slips."""
