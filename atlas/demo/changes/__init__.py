"""What can be done to a problem's text, by kind."""
