"""python -m mamarr."""

from mamarr.desk.cli import main

main()
