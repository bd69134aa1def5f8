"""Make the corridors of instances/ again: every file follows from its name alone.

python benchmarks/make_instances.py            # writes instances/*.yaml
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

import mamarr

FOLDER = Path(__file__).resolve().parent.parent / "instances"
Tree = dict[str, Any]

POINTS = (
    ("school", "the school", "المدرسة"), ("market", "the market", "السوق"), ("mill", "the mill", "الطاحونة"),
    ("stadium", "the stadium", "الملعب"), ("bakery", "the bakery", "الفرن"), ("orchard", "the orchard", "البستان"),
    ("fountain", "the fountain", "النافورة"), ("library_square", "the library square", "ساحة المكتبة"),
)  # fmt: skip
CENTRES = (
    ("north_camp", "the north camp", "المخيم الشمالي"), ("port", "the port", "الميناء"), ("west_town", "the west town", "البلدة الغربية"),
)  # fmt: skip
GATES = (
    ("bridge_gate", "the gate of the bridge", "حاجز الجسر"), ("ring_gate", "the gate of the ring road", "حاجز المحلّق"),
    ("tunnel_gate", "the gate of the tunnel", "حاجز النفق"),
)  # fmt: skip
NOTE = {
    "en": "Made up for comparing plans; no place of this name exists.",
    "ar": "متخيَّل لمقارنة الخطط، ولا وجود لمكان بهذا الاسم.",
}


class Plain(yaml.SafeDumper):
    """Without aliases: a scenario file has none."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def named(entry: tuple[str, str, str], **fields: Any) -> Tree:
    return {"id": entry[0], "name": {"en": entry[1], "ar": entry[2]}, **fields}


class Town:
    """Points around a hub, a gate at the hub, one road to a centre; each family adds to it or puts it another way."""

    def __init__(self, name: str, en: str, ar: str, *, points: int = 3, people: int = 1500, hours: int = 10) -> None:
        self.dice = random.Random(f"instance {name}")
        self.name = name
        dice, self.hours = self.dice, hours
        self.points = [
            named(
                entry,
                kind="assembly point",
                bays=dice.choice((3, 4, 6)),
                boarding=f"{dice.choice((8, 10, 12, 15))} min",
            )
            for entry in dice.sample(POINTS, points)
        ]
        self.hub = named(GATES[0], kind="checkpoint", lanes=dice.choice((1, 2, 2, 3)), service_time={"bus": f"{dice.choice((2, 3, 4, 5))} min", "other": "3 min"})  # fmt: skip
        self.centres = [
            named(CENTRES[0], kind="reception centre", bays="unlimited", alighting=f"{dice.choice((5, 8, 10))} min")
        ]
        self.lanes = [
            self.leg(f"from_{p['id']}", p["id"], self.hub["id"], dice.randint(4, 30) * 100, 20) for p in self.points
        ]
        self.roads = [
            self.leg(
                "corridor", self.hub["id"], self.centres[0]["id"], dice.randint(3, 12) * 1000, dice.choice((15, 20, 30))
            )
        ]
        self.roads[0]["traffic"] = "alternating"
        self.more: Tree = {}
        self.others: list[Tree] = []
        self.kinds: Tree = {
            "stretcher": {"category": "wounded", "travels": "stretcher", "triage": "immediate", "companions": {"group": "companions", "ride": "any vehicle", "may_go_alone": dice.choice(("true", "false"))}},
            "wounded": {"category": "wounded", "triage": "urgent"},
            "companions": {"category": "companion"},
            "families": {"category": "civilian"},
        }  # fmt: skip
        self.waiting = self.shared(people)
        trips = people // 45
        self.fleet: list[Tree] = [
            self.vehicles("bus", "bus", "حافلة", seats=dice.choice((45, 50, 55)), count=max(4, min(80, trips // dice.randint(3, 6)))),
            self.vehicles("ambulance", "ambulance", "سيارة إسعاف", seats=dice.choice((0, 1)), stretchers=2, count=max(2, min(30, people // 300))),
        ]  # fmt: skip
        self.convoys: Tree = {
            "where": ["corridor"],
            "largest": f"{dice.choice((10, 15, 20))} vehicles",
            "headway": "30 s",
            "interval": "3 min",
        }
        self.head = {
            "mamarr": "1",
            "name": {"en": en, "ar": ar},
            "note": NOTE,
            "time_zone": "Asia/Damascus",
            "starts": "2026-03-01 06:00",
        }
        self.days = 1
        self.objective = ["people", "wounded", "curve", "exposure", "vehicle-hours"] if dice.random() < 0.5 else None

    def leg(self, name: str, start: str, end: str, metres: int, speed: int, **fields: Any) -> Tree:
        return {
            "id": name,
            "from": start,
            "to": end,
            "length": f"{metres} m",
            "speed": f"{speed} km/h",
            "traffic": "both",
            **fields,
        }

    def vehicles(self, name: str, en: str, ar: str, **fields: Any) -> Tree:
        return {"id": name, "name": {"en": en, "ar": ar}, "stationed": self.hub["id"], **fields}

    def shared(self, people: int) -> Tree:
        """Spread *people* over the points: 3 % lying, as many companions, 7 % sick and wounded, the others families."""
        weights = [self.dice.randint(2, 6) for _ in self.points]
        found: Tree = {}
        for point, weight in zip(self.points, weights, strict=True):
            here = people * weight // sum(weights)
            lying, hurt = here * 3 // 100, here * 7 // 100
            found[point["id"]] = {
                "stretcher": lying,
                "companions": lying,
                "wounded": hurt,
                "families": here - 2 * lying - hurt,
            }
        return found

    def centre(self, number: int, **fields: Any) -> Tree:
        alighting = f"{self.dice.choice((5, 8, 10))} min"
        self.centres.append(
            named(CENTRES[number], kind="reception centre", bays=fields.pop("bays", 20), alighting=alighting, **fields)
        )
        return self.centres[-1]

    def gate(self, number: int, **fields: Any) -> Tree:
        service = f"{self.dice.choice((1, 2, 3))} min"
        own = {"lanes": self.dice.choice((2, 3)), "service_time": service} | fields
        self.others.append(named(GATES[number], kind="checkpoint", **own))
        return self.others[-1]

    def junction(self, name: str, en: str, ar: str) -> Tree:
        self.others.append(named((name, en, ar), kind="junction"))
        return self.others[-1]

    def pauses(self) -> list[Tree]:
        """One pause a day over everything inside."""
        inside = [entry["id"] for entry in (*self.points, *self.lanes, *self.roads) if "open" not in entry]
        close = min(23, 6 + self.hours)
        return [
            {"id": f"day{day}", "name": {"en": f"day {day}", "ar": f"اليوم {day}"}, "opens": f"2026-03-{day:02d} 06:00",
             "closes": f"2026-03-{day:02d} {close:02d}:00", "margin": "30 min", "covers": inside}
            for day in range(1, self.days + 1)
        ]  # fmt: skip

    def tree(self) -> Tree:
        found = self.head | {"ends": f"2026-03-{self.days + 1:02d} 06:00"}
        found |= {"places": [*self.points, self.hub, *self.others, *self.centres], "legs": [*self.lanes, *self.roads]}
        ends = [self.centres[0]["id"]]
        found["people"] = {
            "everyone": {"travels": "seat", "destinations": ends},
            "kinds": self.kinds,
            "waiting": self.waiting,
        }
        found |= {"fleet": self.fleet, "convoys": self.convoys, "pauses": self.pauses()}
        found |= self.more
        if self.objective:
            found["objective"] = self.objective
        for leg in (*self.lanes, *self.roads):
            leg.pop("open", None)
        return found


def lane(number: int) -> Town:
    sizes = (400, 700, 1000, 1500, 2000, 2800, 3500, 5000, 7000, 10000, 14000, 22000)
    people = sizes[number]
    hours = 6 + number % 4 * 3
    return Town(
        f"lane-{number:02d}",
        f"One lane, {people} people",
        f"مسار واحد، {people} شخص",
        points=2 + number % 5,
        people=people,
        hours=hours,
    )


def factor(share: int) -> Tree:
    """The exercise of eastern Aleppo with all headcounts times *share* per cent."""
    source = (Path(mamarr.__file__).parent / "scenario" / "library" / "aleppo-2016.yaml").read_text(encoding="utf-8")
    tree: Tree = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - text only
    tree["name"] = {"en": f"Eastern Aleppo, {share} % of the people", "ar": f"شرق حلب، {share} ٪ من الناس"}
    for group in tree["groups"]:
        group["headcount"] = int(group["headcount"]) * share // 100
    return tree


def corridors(number: int) -> Town:
    """Two or three roads out, of unlike length and lanes."""
    town = Town(
        f"corridors-{number}",
        f"{2 + number % 2} corridors ({number})",
        f"ممرات متعددة ({number})",
        points=3 + number % 3,
        people=(1500, 3000, 6000, 9000, 15000)[number],
    )
    end = town.centres[0]["id"]
    for more in range(1 + number % 2):
        gate = town.gate(1 + more)
        for point in town.dice.sample(town.points, town.dice.randint(1, len(town.points))):
            town.lanes.append(
                town.leg(f"{point['id']}_to_{gate['id']}", point["id"], gate["id"], town.dice.randint(10, 50) * 100, 25)
            )
        town.roads.append(
            town.leg(f"road_{more}", gate["id"], end, town.dice.randint(8, 20) * 1000, 30, lanes=1 + more)
        )
    if number > 2:
        town.centre(1)
        town.roads.append(town.leg("to_port", town.hub["id"], "port", 14000, 40))
        town.kinds["families"]["destinations"] = ["north_camp", "port"]
    return town


def series(number: int) -> Town:
    """Two or three checkpoints one after the other, one of them in both directions."""
    town = Town(
        f"series-{number}",
        f"Checkpoints in series ({number})",
        f"حواجز متتالية ({number})",
        points=2 + number,
        people=(900, 2500, 5000, 8000)[number],
    )
    corridor = town.roads[0]
    gate = town.gate(1, direction=("out", "both", "out", "both")[number], room=(12, "unlimited", 20, 8)[number])
    corridor["to"] = gate["id"]
    last = gate
    if number > 1:
        last = town.gate(2, lanes=4, service_time={"bus": "4 min", "other": "2 min"}, priority=["ambulance", "bus"])
        town.roads.append(town.leg("middle", gate["id"], last["id"], 6000, 40))
    town.roads.append(town.leg("outer", last["id"], town.centres[0]["id"], 9000, 40, open=True))
    return town


def days(number: int) -> Town:
    """Several days, shut by night."""
    town = Town(
        f"days-{number}",
        f"{2 + number} days",
        f"{2 + number} أيام",
        points=3,
        people=(5000, 9000, 16000, 30000)[number],
        hours=8,
    )
    town.days = 2 + number
    town.fleet[0] |= {"count": 40 + 20 * number, "duty": "12 h", "rest": "8 h"}
    if number > 1:
        town.hub["lanes"] = 4
    return town


def release(number: int) -> Town:
    """Somebody lets go so many at a time."""
    town = Town(
        f"release-{number}",
        f"Let go by batches ({number})",
        f"دفعات ({number})",
        points=2 + number,
        people=(600, 1500, 4000)[number],
    )
    by = {"by": "joint committee", "every": f"{(20, 30, 15)[number]} min", "first": "06:30"}
    if number < 2:
        town.hub["release"] = by | {"vehicles": (5, 8)[number], "boards_before": "true" if number else "false"}
    else:
        for point in town.points:
            point["release"] = by | {"persons": 150}
    return town


def own_vehicles(number: int) -> Town:
    """Private cars and people on foot between the buses."""
    town = Town(
        f"own-vehicles-{number}",
        f"Own vehicles and on foot ({number})",
        f"سيارات خاصة ومشاة ({number})",
        points=2 + number,
        people=(800, 1800, 4000)[number],
    )
    town.kinds["cars"] = {"category": "civilian", "travels": "own vehicle", "persons_per_vehicle": 5}
    town.waiting[town.points[0]["id"]]["cars"] = (150, 500, 1200)[number]
    if number:
        town.kinds["walkers"] = {
            "category": "civilian",
            "travels": "on foot",
            "persons_per_vehicle": 40,
            "walks": "4 km/h",
        }
        town.waiting[town.points[1]["id"]]["walkers"] = 200 * number
        town.roads[0] |= {"length": "3000 m", "traffic": "both"}
    town.hub["service_time"] |= {"other": "1 min"}
    return town


def aid(number: int) -> Town:
    """Trucks against the stream of people."""
    town = Town(
        f"aid-{number}",
        f"Aid comes in ({number})",
        f"مساعدات داخلة ({number})",
        points=3,
        people=(900, 2200, 6000)[number],
    )
    town.hub["direction"] = "both"
    truck = town.vehicles("truck", "truck", "شاحنة", seats=0, tonnes=12, count=4 + 2 * number) | {
        "stationed": "north_camp",
        "range": "150 km",
        "refuel": "30 min",
    }
    town.fleet.append(truck)
    town.more["aid"] = [
        {
            "id": "flour",
            "name": {"en": "flour", "ar": "طحين"},
            "tonnes": 96 * (number + 1),
            "to": town.points[0]["id"],
            "unloading": "40 min",
        }
    ]
    if number:
        town.more["aid"].append(
            {
                "id": "medicine",
                "name": {"en": "medicine", "ar": "أدوية"},
                "tonnes": 12,
                "to": town.points[1]["id"],
                "unloading": "20 min",
                "latest": "12:00",
            }
        )
    return town


def link(number: int) -> Town:
    """Two towns that are let go step by step, or one against another outside the file."""
    town = Town(
        f"link-{number}",
        f"Tied to each other ({number})",
        f"خروج متزامن ({number})",
        points=2 + number,
        people=(800, 2000, 5000)[number],
    )
    first, second = town.points[0]["id"], town.points[1]["id"]
    tied: Tree = {
        "id": "step",
        "name": {"en": "the agreed step", "ar": "الخطوة المتفق عليها"},
        "these": [first],
        "step": 200,
        "others_step": 100,
        "ahead": 1,
    }
    if number < 2:
        tied["others"] = [second]
    else:
        tied["elsewhere"] = [{"at": f"{hour:02d}:00", "persons": 150} for hour in range(8, 15)]
    town.more["linked"] = [tied]
    return town


def night(number: int) -> Town:
    """A far destination with a halt on the way, nobody on the road by night."""
    town = Town(
        f"night-{number}",
        f"Night halts ({number})",
        f"توقف ليلي ({number})",
        points=2,
        people=(700, 2500, 5000)[number],
    )
    town.days = 3 + number
    town.fleet[0] |= {"count": 20 + 15 * number, "duty": "14 h"}
    town.centre(2)
    inn = town.junction("inn", "the inn (night halt)", "الاستراحة (توقف ليلي)")
    town.roads += [
        town.leg("to_inn", town.hub["id"], inn["id"], 120_000, 40, open=True),
        town.leg("to_west_town", inn["id"], "west_town", 140_000, 45, open=True),
    ]
    town.kinds["families"]["destinations"] = ["west_town"]
    town.more |= {
        "bans": [
            {
                "id": "night",
                "name": {"en": "the night", "ar": "الليل"},
                "daily": "true",
                "from": "18:00",
                "until": "06:00",
            }
        ],
        "limits": {"aboard": "26 h"},
    }
    return town


def medical(number: int) -> Town:
    """The sick and wounded alone: oxygen, isolation, handover, places of a hospital."""
    town = Town(
        f"medical-{number}",
        f"Medical evacuation ({number})",
        f"إجلاء طبي ({number})",
        points=2 + number,
        people=(300, 500, 900)[number],
    )
    for here in town.waiting.values():
        total = sum(here.values())
        here |= {
            "stretcher": total // 5,
            "companions": total // 5,
            "wounded": total // 5,
            "oxygen": total // 10,
            "infectious": 3,
            "families": total // 5,
        }
    town.kinds |= {
        "oxygen": {"category": "wounded", "travels": "stretcher", "triage": "immediate", "needs": ["oxygen"], "longest_aboard": "2 h"},
        "infectious": {"category": "wounded", "triage": "urgent", "needs": ["isolation"]},
    }  # fmt: skip
    town.kinds["stretcher"]["companions"] = {"group": "companions", "ride": "same vehicle", "may_go_alone": "false"}
    town.fleet[1] |= {"seats": 2, "count": 10 + 6 * number}
    town.fleet.append(
        town.vehicles(
            "oxygen_ambulance",
            "ambulance with oxygen",
            "سيارة إسعاف بالأكسجين",
            seats=1,
            stretchers=1,
            count=4 + 2 * number,
            offers=["oxygen"],
        )
    )
    town.centres[0] |= {"handover": "4 min", "bays": 12, "capacity_per_hour": 400}
    return town


def winter(number: int) -> Town:
    """Snow, a road that changes, limits aboard and outdoors."""
    town = Town(
        f"winter-{number}", f"Snow ({number})", f"ثلج ({number})", points=3, people=(1500, 5000)[number], hours=14
    )
    town.roads[0]["changes"] = [{"from": "10:00", "until": "13:00", "lanes": 2, "traffic": "both"}]
    town.lanes[0]["closed"] = [{"from": "08:00", "until": "09:30"}]
    for point in town.points:
        point |= {"gather": "15 min", "capacity": 400}
    town.more |= {
        "weather": [
            {
                "id": "snow",
                "name": {"en": "snow", "ar": "ثلج"},
                "from": "12:00",
                "until": "20:00",
                "speed": "0.5",
                "outdoors": "30 min",
                "aboard": "3 h",
            }
        ],
        "limits": {"aboard": "5 h", "outdoors": "1 h"},
    }
    return town


def escorted(number: int) -> Town:
    """Convoys that form up, with a vehicle at the head and at the tail."""
    town = Town(
        f"escorted-{number}",
        f"Escorted convoys ({number})",
        f"قوافل بمرافقة ({number})",
        points=2 + number,
        people=(1000, 4000)[number],
    )
    town.convoys |= {"escorts": 1 + number, "together": "true"}
    town.fleet.append(
        town.vehicles("lead", "escort vehicle", "سيارة مرافقة", seats=0, escort="true", count=4 + 2 * number)
    )
    town.hub["service_time"]["lead"] = "0 min"
    return town


def families() -> Tree:
    """Every corridor by its name."""
    found: Tree = {f"aleppo-{share:03d}": factor(share) for share in (25, 50, 75, 125, 150, 200, 400)}
    makers: list[tuple[Callable[[int], Town], int]] = [
        (lane, 12), (corridors, 5), (series, 4), (days, 4), (release, 3), (own_vehicles, 3), (aid, 3), (link, 3), (night, 3),
        (medical, 3), (winter, 2), (escorted, 2),
    ]  # fmt: skip
    for make, number in makers:
        towns = [make(each) for each in range(number)]
        found |= {town.name: town.tree() for town in towns}
    return found


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, tree in families().items():
        text = yaml.dump(tree, Dumper=Plain, allow_unicode=True, sort_keys=False, default_flow_style=None, width=160)
        (FOLDER / f"{name}.yaml").write_text(
            f"# Made by benchmarks/make_instances.py. Apache-2.0.\n{text}", encoding="utf-8"
        )
    print(f"{len(families())} corridors")


if __name__ == "__main__":
    main()
