"""Where a matter happens: a village of the real list, and a spot on a street or in a compound of its town."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from central.demo.city import City, Corner, words
from central.demo.people import Citizen


@dataclass(frozen=True, slots=True)
class Spot:
    """`place` as it stands in the form, `area` the street or compound alone, `division` the village's code."""

    place: str
    area: str
    street: str
    compound: str
    division: str


def spot(rng: Random, city: City, where: str, person: Citizen) -> Spot:
    """A spot for a matter of this kind of place; half the time, and always in a compound, near the citizen's home."""
    corner = person.home
    if where == "street":
        streets = city.streets[person.district]
        near = [street for street in streets if street.town == person.home.town]
        corner = rng.choice(near if near and rng.random() < 0.5 else streets)
    other = _near(rng, city.streets[person.district], corner)
    street = corner if where == "street" else _near(rng, city.streets[person.district], corner)
    compound = corner if where != "street" else _near(rng, city.compounds[person.district], corner)
    slots = {
        "street": street.name,
        "other": other.name,
        "compound": compound.name,
        "house": rng.randrange(2, 399),
        "block": rng.randrange(1, 42),
        "unit": rng.randrange(1, 5),
    }
    place = rng.choice(words()["place"][where]).format_map(slots)
    area = _short(city.names[corner.town]) if where == "none" else corner.name
    return Spot(place, area, street.name, compound.name, _village(city, corner))


def _near(rng: Random, corners: tuple[Corner, ...], beside: Corner) -> Corner:
    same_town = [corner for corner in corners if corner.town == beside.town and corner.name != beside.name]
    return rng.choice(same_town or [corner for corner in corners if corner.name != beside.name])


def _village(city: City, corner: Corner) -> str:
    """Always the same one for the same corner."""
    villages = city.villages[corner.town]
    return villages[sum(map(ord, corner.name)) % len(villages)]


def _short(town: str) -> str:
    """A town's name as people say it, without what stands in brackets."""
    return town.partition("（")[0]
