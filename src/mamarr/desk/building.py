"""The command `build`: a scenario out of roads, people and a zone."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

import mamarr
from mamarr.desk.edge import JSON, LANGUAGE, clean, command, line, print_json

if TYPE_CHECKING:
    from mamarr.document import Name


@click.command()
@click.option("--roads", required=True, metavar="FILE", help="OpenStreetMap extract, or a table: from,to,travel_s,…")
@click.option("--people", required=True, metavar="N or FILE", help="A count, or a table: node,persons.")
@click.option("--zone", metavar="FILE", help="GeoJSON polygon of what is to be left.")
@click.option("--exit", "exits", multiple=True, metavar="PLACE", help="Where people are safe; repeatable.")
@click.option("--places", metavar="FILE", help="Positions for a table of roads: node,latitude,longitude.")
@click.option("--classes", metavar="FILE", help="Table of road classes in place of the package's own.")
@click.option(
    "--persons-per-vehicle",
    type=click.FloatRange(0.1, 100),
    default=2.0,
    show_default=True,
    help="Persons in a vehicle.",
)
@click.option("--name", metavar="TEXT", help="Name of the scenario; else that of the file of roads.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False), help="Write it here (.json or .json.gz)."
)
@JSON
@LANGUAGE
@command
def build(
    roads: str,
    people: str,
    zone: str | None,
    exits: tuple[str, ...],
    places: str | None,
    classes: str | None,
    persons_per_vehicle: float,
    name: str | None,
    output: str,
    as_json: bool,
    language: str,
) -> int:
    """A scenario out of real data: roads, who waits where, and where people are safe."""
    scenario = mamarr.build(
        roads,
        people=int(people) if people.isdecimal() else people,
        zone=zone,
        exits=exits,
        places=places,
        classes=classes,
        persons_per_vehicle=persons_per_vehicle,
        name=_named(name),
    )
    mamarr.save(scenario, output)
    from mamarr.scenario.checks import findings

    found = findings(scenario)
    if as_json:
        from mamarr.desk.answers import check_answer

        print_json(check_answer(scenario, found))
        return 0
    for finding in found:
        click.echo(f"{finding.severity}: {finding.code}: {line(finding, language)}", err=True)
    network = scenario.network
    if network is not None:
        click.echo(
            f"{Path(output)}: {scenario.people_total} people at {len(network.waiting.place)} places, "
            f"{len(network.places)} places, {len(network.legs.travel_s)} legs, {len(network.exits)} exits"
        )
        for supposed in network.supposed:
            click.echo(clean(supposed.ar if language == "ar" else supposed.en))
        if network.attribution:
            click.echo(clean(network.attribution))
    return 0


def _named(text: str | None) -> "Name | None":
    from mamarr.document import Name

    return Name(en=text, ar=text) if text else None
