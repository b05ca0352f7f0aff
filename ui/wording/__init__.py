"""Every Chinese word the window shows, one file per place it is shown."""
