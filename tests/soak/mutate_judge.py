"""Mutation of the judge: every mutant of its modules is tried in a process of its own, until a killer fails.

Only the killers that come to the statement that was changed are asked (`reach`).

    python tests/soak/mutate_judge.py [--share 0.1] [--seed 11] [--children 2] [--module queues crews]

The last line of the output is a JSON document: mutants tried, killed (of these *died*: out of time or memory), and each
that survived; by module, tried and survived. Nothing on the disk is changed: a mutant lives in a forked process, in which
one function of the judge, or one of its modules, is another.
"""

import argparse
import ast
import contextlib
import gc
import json
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import killers
from mutants import Mutant, compiled, mutants_of
from reach import MARKS, Reach, Statements, functions_of, replaced

import mamarr

PLANNING = Path(mamarr.__file__).parent / "planning"
MODULES = (
    "docket", "figures", "carriers", "ways", "ground", "record", "whereabouts", "drives", "halts", "journeys", "outcome",
    "loads", "kin", "crowds", "patience", "releases", "queues", "convoys", "stretches", "stays", "crews", "promises", "cargo",
    "yardstick", "collation", "crossings", "audit", "travel", "muster", "cadence", "narrows", "toil", "ceilings", "audit_throats",
    "audit_lane", "judge",
)  # fmt: skip
"""The judge, in the order in which its modules are loaded."""
LIMIT_S = 10
"""Of the processor, so that a busy machine kills nobody. No killer takes a fifth of it; a mutant that runs on does not come back."""
MEMORY = 1 << 30
SURVIVED = "-"
DIED = "time or memory"


@dataclass(frozen=True)
class Trial:
    """What all mutants share: sources, plans, and the code of the tests made by hand."""

    trees: dict[str, ast.Module]
    codes: dict[str, CodeType]
    tests: dict[str, CodeType]
    lies: list[Any]
    truths: list[Any]


@dataclass(frozen=True)
class Court:
    """The judge as it stands, before it is mutated: its killers, its functions, and which killer comes to which statement."""

    armoury: dict[str, killers.Killer]
    functions: dict[tuple[str, str], FunctionType]
    reach: Reach


def all_mutants() -> tuple[dict[str, ast.Module], list[Mutant]]:
    """Return the trees of the judge's modules, and every mutant of them."""
    sources = {name: (PLANNING / f"{name}.py").read_text(encoding="utf-8") for name in MODULES}
    trees = {name: ast.parse(source) for name, source in sources.items()}
    return trees, [mutant for name in MODULES for mutant in mutants_of(name, sources[name], trees[name])]


def prepare(trees: dict[str, ast.Module], *, is_whole: bool) -> Trial:
    """Return the trial, with all plans made."""
    codes = {name: compile(tree, str(PLANNING / f"{name}.py"), "exec") for name, tree in trees.items()}
    files = {name: killers.PENCIL / f"{name}.py" for name in ("ferry", "valley", *killers.BY_HAND)}
    tests = {name: compile(path.read_text(encoding="utf-8"), str(path), "exec") for name, path in files.items()}
    return Trial(trees, codes, tests, killers.told_plans(is_whole=is_whole), killers.true_plans(is_whole=is_whole))


def load(name: str, code: CodeType, **given: object) -> ModuleType:
    """Return a fresh module of *code* under *name*, which has what is *given*."""
    module = ModuleType(name)
    module.__file__, sys.modules[name] = code.co_filename, module
    module.__dict__.update(given)
    exec(code, module.__dict__)  # noqa: S102  the judge's own source
    return module


def armed(trial: Trial, others: dict[str, CodeType], **given: object) -> dict[str, killers.Killer]:
    """Load the judge anew, with the *others* in place of its own modules, and return the killers that use it."""
    import mamarr.planning as room

    for name in MODULES:
        code = others.get(name, trial.codes[name])
        setattr(room, name, load(f"mamarr.planning.{name}", code, **given))
    loaded = {name: load(name, code) for name, code in trial.tests.items()}
    judge = sys.modules["mamarr.planning.judge"].judge
    return killers.by_hand(loaded) | killers.of_plans(judge, trial.lies, trial.truths)


def convene(trial: Trial) -> Court:
    """Run every killer once, which fails if the judge itself does, and return the judge that is tried."""
    statements = Statements(trial.trees)
    marks = bytearray(statements.number)
    marked = {name: compile(statements.marked(name), trial.codes[name].co_filename, "exec") for name in MODULES}
    armoury = armed(trial, marked, **{MARKS: marks})
    reach = Reach(statements, marks)
    for name, killer in armoury.items():
        reach.watch(name, killer)
    armoury = armed(trial, {})
    by_hand = [killer for name, killer in armoury.items() if name.split(".")[0] in killers.BY_HAND]
    for killer in reversed(by_hand):  # in another order: one that leaves something behind would kill the judge
        killer()
    functions = functions_of({name: sys.modules[f"mamarr.planning.{name}"] for name in MODULES})
    return Court(armoury, functions, reach)


def killed_by(trial: Trial, court: Court, mutant: Mutant, first: list[str]) -> str:
    """Return the name of the killer that finds *mutant*, asking *first* before the others; SURVIVED where none does."""
    armoury = court.armoury
    try:
        code = compiled(mutant, trial.trees[mutant.module])
        if court.reach.is_loaded(mutant) or not replaced(mutant, code, court.functions):
            armoury = armed(trial, {mutant.module: code})
    except Exception as error:  # noqa: BLE001  a judge that cannot even be loaded
        return f"{type(error).__name__} on loading"
    for name in court.reach.killers_of(mutant, first):
        signal.setitimer(signal.ITIMER_PROF, LIMIT_S)
        try:
            armoury[name]()
        except BaseException:  # noqa: BLE001  whatever it is, the test has failed
            return name
    return SURVIVED


def start(trial: Trial, court: Court, mutant: Mutant, first: list[str]) -> tuple[int, int]:
    """Try *mutant* in a forked process, and return its number and the pipe on which it answers."""
    answer, said = os.pipe()
    pid = os.fork()
    if pid:
        os.close(said)
        return pid, answer
    with contextlib.suppress(BaseException):
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
        os.write(said, killed_by(trial, court, mutant, first).encode()[:4000])
    os._exit(0)


def run(trial: Trial, court: Court, mutants: list[Mutant], children: int) -> dict[int, str]:
    """Return by number of the mutant who killed it."""
    waiting, busy, verdicts = list(reversed(range(len(mutants)))), {}, {}
    kills: dict[str, Counter[str]] = {name: Counter() for name in MODULES}
    while waiting or busy:
        while waiting and len(busy) < children:
            number = waiting.pop()
            first = [name for name, _ in kills[mutants[number].module].most_common(40)]
            pid, answer = start(trial, court, mutants[number], first)
            busy[pid] = number, answer
        pid, _ = os.wait()
        number, answer = busy.pop(pid)
        with os.fdopen(answer, "rb") as said:
            verdicts[number] = said.read().decode() or DIED
        kills[mutants[number].module][verdicts[number]] += 1
        if verdicts[number] == SURVIVED:
            sys.stderr.write(f"survived {mutants[number].line}: {mutants[number].key}\n")
    return verdicts


def main() -> int:
    """Try the chosen share of the mutants, and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--children", type=int, default=2)
    parser.add_argument("--module", choices=MODULES, nargs="+", default=MODULES)
    chosen = parser.parse_args()
    started = time.monotonic()
    trees, mutants = all_mutants()
    mutants = [mutant for mutant in mutants if mutant.module in chosen.module]
    tried = random.Random(chosen.seed).sample(mutants, round(chosen.share * len(mutants)))
    trial = prepare(trees, is_whole=chosen.share == 1.0)
    court = convene(trial)
    gc.collect()
    gc.freeze()
    verdicts = run(trial, court, tried, chosen.children)
    survived = [list(tried[number].key) for number, said in sorted(verdicts.items()) if said == SURVIVED]
    found = {
        "modules": {
            name: [sum(tried[number].module == name for number in verdicts), sum(key[0] == name for key in survived)]
            for name in MODULES
        },
        "died": [list(tried[number].key) for number, said in sorted(verdicts.items()) if said == DIED],
        "mutants": len(mutants),
        "tried": len(tried),
        "killed": len(tried) - len(survived),
        "survived": survived,
        "seconds": round(time.monotonic() - started, 1),
    }
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
