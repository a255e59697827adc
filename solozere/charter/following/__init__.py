"""After the label: what a change of the facts makes of it, and what a coordinator looks at again."""
