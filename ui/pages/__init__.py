"""The pages of the window, each a state and a page."""
