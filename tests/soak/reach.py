"""How far each killer reaches into the judge: a statement that it never comes to may say anything, it will not notice.

The judge is loaded once with a mark before every statement of its functions, and every killer runs once. A mutant is then
asked of those killers alone that come to its statement, in the judge as it stands: its function is given the mutant's code.
What belongs to no function (constants, fields, defaults) is asked of all, in a judge loaded anew.
"""

import ast
import copy
import gc
import time
from collections.abc import Callable, Iterable, Iterator
from types import CodeType, FunctionType, ModuleType

from mutants import Mutant

MARKS = "__marks__"


class Statements:
    """The statements of all functions of some modules, each with a number."""

    def __init__(self, trees: dict[str, ast.Module]) -> None:
        self._of_node: dict[int, int] = {}
        self._trees = trees
        self.number = 0
        for tree in trees.values():
            self._below(tree, None)

    def of(self, mutant: Mutant) -> int | None:
        """Return the number of the innermost statement that *mutant* changes; None where it stands in no function."""
        name, index = mutant.place
        changed = getattr(mutant.owner, name)
        return self._of_node.get(id(changed if index is None else changed[index]))

    def marked(self, name: str) -> ast.Module:
        """Return module *name* with a mark before every statement of its functions."""
        return ast.fix_missing_locations(_Marking().visit(_twin(self._trees[name], self._of_node)))

    def _below(self, node: ast.AST, here: int | None) -> None:
        """Number what stands below *node*, which is part of statement *here*."""
        for name, value in ast.iter_fields(node):
            is_body = isinstance(node, ast.FunctionDef) and name == "body"
            for part in value if isinstance(value, list) else [value]:
                if not isinstance(part, ast.AST):
                    continue
                inside = here
                if isinstance(part, ast.stmt) and (is_body or here is not None):
                    inside, self.number = self.number, self.number + 1
                if inside is not None:
                    self._of_node[id(part)] = inside
                self._below(part, inside)


def _twin(tree: ast.Module, numbers: dict[int, int]) -> ast.Module:
    """Return a copy of *tree* whose statements have the same numbers."""
    twin = copy.deepcopy(tree)
    for node, same in zip(ast.walk(tree), ast.walk(twin), strict=True):
        if isinstance(node, ast.stmt) and id(node) in numbers:
            same.number = numbers[id(node)]  # type: ignore[attr-defined]
    return twin


class _Marking(ast.NodeTransformer):
    def visit(self, node: ast.AST) -> ast.AST:
        """Put a mark before every numbered statement below *node*."""
        self.generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                setattr(node, name, list(_with_marks(block)))
        return node


def _with_marks(block: list[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in block:
        if hasattr(statement, "number"):
            yield ast.parse(f"{MARKS}[{statement.number}] = 1").body[0]
        yield statement


class Reach:
    """Which killers come to which statement, and how long each takes."""

    def __init__(self, statements: Statements, marks: bytearray) -> None:
        self._statements, self._marks = statements, marks
        self._seconds: dict[str, float] = {}
        self._met: dict[str, bytes] = {}
        self._on_loading = bytes(marks)

    def watch(self, name: str, killer: Callable[[], object]) -> None:
        """Run *killer* in the marked judge, and remember how far it came."""
        self._marks[:] = bytes(len(self._marks))
        began = time.perf_counter()
        killer()
        self._seconds[name], self._met[name] = time.perf_counter() - began, bytes(self._marks)

    def is_loaded(self, mutant: Mutant) -> bool:
        """Say whether *mutant* changes what is done on loading, so that the judge has to be loaded with it."""
        number = self._statements.of(mutant)
        return number is None or bool(self._on_loading[number])

    def killers_of(self, mutant: Mutant, first: Iterable[str] = ()) -> list[str]:
        """Return who comes to the statement of *mutant*: those of *first* in their order, then the quickest first."""
        number = self._statements.of(mutant)
        found = [name for name in self._met if self.is_loaded(mutant) or self._met[name][number or 0]]
        near = set(found)
        found.sort(key=self._seconds.__getitem__)
        return list(dict.fromkeys([*(name for name in first if name in near), *found]))


def functions_of(modules: dict[str, ModuleType]) -> dict[tuple[str, str], FunctionType]:
    """Return the functions of *modules* by module and name; those with a name of their own, and that live in no other."""
    spaces = {id(vars(module)): (name, module.__file__) for name, module in modules.items()}
    found: dict[tuple[str, str], list[FunctionType]] = {}
    for each in gc.get_objects():
        if type(each) is FunctionType and id(each.__globals__) in spaces:
            name, file = spaces[id(each.__globals__)]
            if each.__code__.co_filename == file and "<" not in each.__qualname__:
                found.setdefault((name, each.__qualname__), []).append(each)
    return {key: functions[0] for key, functions in found.items() if len(functions) == 1}


def replaced(mutant: Mutant, code: CodeType, functions: dict[tuple[str, str], FunctionType]) -> bool:
    """Give the function that *mutant* changes its new code, which stands in *code*, its module; say whether that was possible."""
    parts = mutant.function.split(".")
    names = [".".join(parts[: number + 1]) for number in range(len(parts))]
    name = next((name for name in names if (mutant.module, name) in functions), "")
    written = next((each for each in _codes(code) if each.co_qualname == name), None)
    function = functions.get((mutant.module, name))
    if function is None or written is None or written.co_freevars != function.__code__.co_freevars:
        return False
    function.__code__ = written
    return True


def _codes(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _codes(part)
