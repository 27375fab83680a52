"""The datasets: what each holds, and the form in which the county delivers it."""
