"""``python -m beatreel``."""

from beatreel.cli import main

main()
