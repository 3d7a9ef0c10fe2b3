"""Programs that make what beatreel ships but does not compute at run time. Not installed."""
