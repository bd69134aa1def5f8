"""Mutants of a module: every small change of its source that somebody might have written by mistake."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NOT_CODE = frozenset({"annotation", "returns", "decorator_list"})
COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
}
CALLED = {"max": "min", "min": "max", "any": "all", "all": "any"}
NOTHING = ast.parse("if 0:\n    yield").body[0]


@dataclass(frozen=True)
class Mutant:
    """One change of one module; `key` names it without line numbers."""

    module: str
    function: str
    line: int
    text: str
    """The source line on which it begins."""
    change: str
    """What stood there and what stands there now."""
    owner: ast.AST
    place: tuple[str, int | None]
    written: ast.AST

    @property
    def key(self) -> tuple[str, str, str, str]:
        """File, function, source line and change."""
        return self.module, self.function, self.text, self.change


def mutants_of(module: str, source: str, tree: ast.Module) -> list[Mutant]:
    """Return every mutant of *tree*, which is *source* parsed, in the order of the source."""
    return list(_Finder(module, source.splitlines()).below(tree, ""))


def compiled(mutant: Mutant, tree: ast.Module) -> Any:
    """Return the code of *tree* with *mutant* in it; *tree* stays as it is."""
    name, index = mutant.place
    kept = getattr(mutant.owner, name) if index is None else getattr(mutant.owner, name)[index]
    _put(mutant, kept=mutant.written)
    try:
        return compile(ast.fix_missing_locations(tree), f"<mutant of {mutant.module}>", "exec")
    finally:
        _put(mutant, kept=kept)


def _put(mutant: Mutant, *, kept: Any) -> None:
    name, index = mutant.place
    if index is None:
        setattr(mutant.owner, name, kept)
    else:
        getattr(mutant.owner, name)[index] = kept


class _Finder:
    def __init__(self, module: str, lines: list[str]) -> None:
        self.module, self.lines = module, lines

    def below(self, owner: ast.AST, function: str) -> Iterator[Mutant]:
        for name, value in ast.iter_fields(owner):
            if name in NOT_CODE:
                continue
            for index, node in enumerate(value) if isinstance(value, list) else ((None, value),):
                if not isinstance(node, ast.AST):
                    continue
                for written in _rewritten(node, owner, name):
                    yield self._mutant(owner, (name, index), function, node, written)
                is_named = isinstance(node, ast.FunctionDef | ast.ClassDef)
                yield from self.below(node, f"{function}.{node.name}".strip(".") if is_named else function)

    def _mutant(
        self, owner: ast.AST, place: tuple[str, int | None], function: str, node: Any, written: ast.AST
    ) -> Mutant:
        before, after = (" ".join(ast.unparse(each).split()) for each in (node, written))
        text = self.lines[node.lineno - 1].strip()
        return Mutant(self.module, function, node.lineno, text, f"{before} -> {after}", owner, place, written)


def _rewritten(node: ast.AST, owner: ast.AST, name: str) -> Iterator[ast.AST]:
    """Everything that may stand in the place of *node*."""
    if isinstance(node, ast.stmt):
        found = _statements(node)
    elif isinstance(node, ast.expr):
        found = _expressions(node, owner, name)
    else:
        return
    for written in found:
        yield ast.copy_location(written, node)


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Continue | ast.Break) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield ast.Pass()
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield copy.deepcopy(NOTHING)
    elif isinstance(node, ast.AugAssign):
        yield ast.Pass()
        for other in (RECKONED[type(node.op)],) if type(node.op) in RECKONED else ():
            yield ast.AugAssign(node.target, other(), node.value)
    elif isinstance(node, ast.Assign) and all(isinstance(t, ast.Attribute | ast.Subscript) for t in node.targets):
        yield ast.Pass()


def _expressions(node: ast.expr, owner: ast.AST, name: str) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for number, op in enumerate(node.ops):
            for other in COMPARED[type(op)]:
                yield ast.Compare(node.left, [*node.ops[:number], other(), *node.ops[number + 1 :]], node.comparators)
    elif isinstance(node, ast.BinOp) and type(node.op) in RECKONED:
        yield ast.BinOp(node.left, RECKONED[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield from (ast.Constant(node.value + by) for by in (1, -1))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLED:
        yield ast.Call(ast.Name(CALLED[node.func.id], ast.Load()), node.args, node.keywords)
    is_asked = name in {"test", "ifs"} or isinstance(owner, ast.BoolOp)
    if is_asked and isinstance(node, ast.Name | ast.Attribute | ast.Call):
        yield ast.UnaryOp(ast.Not(), node)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
