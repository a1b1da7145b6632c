"""Many runs to tables, figures and pages: what a trainer asks of a group."""
