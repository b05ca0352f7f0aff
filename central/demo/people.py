"""Invented citizens: a name, a number nobody was given, and a home."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from central.demo.city import City, Corner, words

# Prefixes that no operator hands out to telephones.
_PREFIXES = ("140", "144", "154", "160", "161", "163", "164", "168")
_WEIGHTS = {"320582": 30, "320508": 14, "320505": 8, "320506": 9, "320507": 8}
_OTHER_WEIGHT = 6


@dataclass(frozen=True, slots=True)
class Citizen:
    """`who` is how an agent writes the person: family name and form of address."""

    name: str
    who: str
    phone: str
    district: str
    home: Corner


def citizen(rng: Random, city: City) -> Citizen:
    gender, given = rng.choice(city.given)
    surname = rng.choice(city.surnames)
    districts = tuple(city.compounds)
    weights = tuple(_WEIGHTS.get(district, _OTHER_WEIGHT) for district in districts)
    district = rng.choices(districts, weights)[0]
    phone = f"{rng.choice(_PREFIXES)}{rng.randrange(10**8):08d}"
    who = surname + words()["titles_of"][gender]
    return Citizen(surname + given, who, phone, district, rng.choice(city.compounds[district]))
