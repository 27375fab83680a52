"""``demo``: a project with invented figures."""

from pathlib import Path

import click

from datapakke.cli.common import main, say


@main.command()
@click.argument("mappe", type=click.Path(path_type=Path))
@click.option(
    "--til", default="2015/16", metavar="SKOLEÅR", help="Siste skoleår (ellers: 2015/16)."
)
@click.option("--kommuner", type=click.IntRange(1), metavar="N", help="Bare de N første kommunene.")
@click.option("--aar", type=click.IntRange(1, 30), metavar="N", help="Antall skoleår.")
@click.option("--fro", default=2016, metavar="TALL", help="Frø: samme frø gir samme tall.")
def demo(*, mappe: Path, til: str, kommuner: int | None, aar: int | None, fro: int) -> None:
    """Lag et helt prosjekt i MAPPE med oppdiktede uttrekk.

    Tallene henger sammen (de samme elevene har fravær, karakterer og poeng), men ingen av dem er
    ekte. Alt som lages av dem, er merket «DEMODATA – ikke reelle tall».
    """
    from datapakke.demo import write_demo

    summary = write_demo(mappe, til=til, kommuner=kommuner, aar=aar, fro=fro)
    click.echo(summary.folder)
    say(
        f"Oppdiktede tall for {summary.kommuner} kommuner, {summary.skoleaar[0]}–"
        f"{summary.skoleaar[-1]}, runde {summary.runde}."
    )
    say(f"Prøv nå: datapakke build --prosjekt {mappe} --alle")
