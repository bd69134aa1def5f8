"""The mutants' engine leaves out a killer only where it cannot notice: it never comes to the statement that is changed."""

import ast
from types import ModuleType

from mutants import Mutant, compiled, mutants_of
from reach import MARKS, Reach, Statements, functions_of, replaced

SOURCE = '''
LEAST = 3


class Bus:
    """A bus."""

    def is_full(self, persons, most=4):
        if persons > most:
            return True
        return persons > LEAST


FULL = Bus().is_full(9)
'''
TREE = ast.parse(SOURCE)
MUTANTS = {mutant.change: mutant for mutant in mutants_of("bus", SOURCE, TREE)}


def loaded(tree: ast.Module, **given: object) -> ModuleType:
    module = ModuleType("bus")
    module.__file__ = "bus.py"
    module.__dict__.update(given)
    exec(compile(tree, "bus.py", "exec"), module.__dict__)  # noqa: S102  the text above
    return module


def reach() -> Reach:
    """What "many" and "few" come to in the class above."""
    statements = Statements({"bus": TREE})
    marks = bytearray(statements.number)
    bus = loaded(statements.marked("bus"), **{MARKS: marks}).Bus()
    found = Reach(statements, marks)
    found.watch("few", lambda: bus.is_full(3))
    found.watch("many", lambda: bus.is_full(5))
    return found


def test_only_who_comes_to_a_statement_is_asked_of_it() -> None:
    found = reach()
    assert set(found.killers_of(MUTANTS["persons > most -> persons >= most"])) == {"few", "many"}
    assert found.killers_of(MUTANTS["persons > LEAST -> persons >= LEAST"]) == ["few"]
    assert found.killers_of(MUTANTS["persons > most -> persons >= most"], ["many", "nobody"])[0] == "many"


def test_what_is_done_on_loading_is_asked_of_all() -> None:
    """A constant, a default, and a line that the module itself runs."""
    found = reach()
    for change in ("3 -> 4", "4 -> 5", "True -> False", "return True -> return None"):
        assert found.is_loaded(MUTANTS[change])
        assert set(found.killers_of(MUTANTS[change])) == {"few", "many"}
    assert not found.is_loaded(MUTANTS["persons > LEAST -> persons >= LEAST"])


def given(mutant: Mutant, module: ModuleType) -> bool:
    return replaced(mutant, compiled(mutant, TREE), functions_of({"bus": module}))


def test_a_function_is_given_the_mutant_s_code() -> None:
    module = loaded(TREE)
    bus = module.Bus()
    assert not bus.is_full(3)
    assert given(MUTANTS["persons > LEAST -> persons >= LEAST"], module)
    assert bus.is_full(3)
    assert not bus.is_full(2)


def test_what_belongs_to_no_function_cannot_be_given() -> None:
    assert not given(MUTANTS["3 -> 4"], loaded(TREE))
