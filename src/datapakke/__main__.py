"""``python -m datapakke``."""

from datapakke.cli import main

if __name__ == "__main__":
    main(prog_name="datapakke")
