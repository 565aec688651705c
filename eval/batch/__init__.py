"""A team's own unlabelled notes, hundreds or a hundred thousand of them: one row a case, and a page for the team."""
