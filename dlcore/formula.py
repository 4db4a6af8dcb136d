"""A rule's update with numbers in it: what happens to one weight in one step.

The formulas are the texts in `Rule.formula`; they are read here, not run by Python's `eval`, so
that the numbers shown are the numbers computed.
"""

import ast
import operator
from dataclasses import dataclass, fields, is_dataclass
from math import sqrt

OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Gt: operator.gt,
}
FUNCTIONS = {"sqrt": sqrt, "abs": abs, "max": max, "sign": lambda x: (x > 0) - (x < 0)}


@dataclass(frozen=True)
class Moment:
    """One weight before one step of one rule.

    numbers: {name: number} of theta, g, lr, the rule's memory and hyper-parameters.
    direction: what the rule really made of them; slope: the gradient from finite differences.
    """

    rule: object
    numbers: dict
    direction: float
    slope: float

    def lines(self):
        """[(formula, the same with numbers, its value)] up to the new theta."""
        known, lines = dict(self.numbers), []
        if not self.rule.formula:
            known["d"] = self.direction
        for text in (*self.rule.formula, "theta = theta - lr * d"):
            name, right = text.split(" = ", 1)
            tree = ast.parse(right, mode="eval").body
            lines.append((text, f"{name} = {with_numbers(tree, known)}", value_of(tree, known)))
            known[name] = lines[-1][-1]
        return lines


def moment(rule, state, theta, grad, lr, slope, place, second=()):
    """Pick the weight at index `place` (a tuple) out of the arrays of a step.

    theta, grad (..., P) of this rule alone, lr its learning rate, state its memory before the
    step, slope the finite difference at the place, second: (Hessian,) for rules that need it.
    """
    _, direction = rule.update(state, grad, *second)
    parts = state if isinstance(state, tuple) else (state,)
    numbers = {"theta": theta[place], "g": grad[place], "lr": lr}
    named = zip(rule.memory, parts, strict=True) if rule.memory else ()  # a reader's may have none
    numbers |= {name: pick(part, place) for name, part in named}
    numbers |= {f.name: getattr(rule, f.name) for f in fields(rule)} if is_dataclass(rule) else {}
    numbers = {name: as_number(value) for name, value in numbers.items()}
    return Moment(rule, numbers, as_number(direction[place]), as_number(slope))


def pick(part, place):
    """One entry of an array of the memory; a step count is for all."""
    return part[place] if getattr(part, "ndim", 0) else part


def as_number(value):
    """Python's own number, which prints shortly."""
    return value.item() if hasattr(value, "item") else value


def finite_difference(value, theta, place, h=1e-5):
    """(value(theta + h) - value(theta - h)) / 2h at one weight, in double precision."""
    theta = theta.astype(float)
    ahead, behind = theta.copy(), theta.copy()
    ahead[place] += h
    behind[place] -= h
    return (value(ahead) - value(behind)) / (2 * h)


def value_of(node, known):
    """The value of an expression of numbers, names, + - * / ** > and FUNCTIONS."""
    match node:
        case ast.Constant():
            return node.value
        case ast.Name():
            return known[node.id]
        case ast.UnaryOp(op=ast.USub()):
            return -value_of(node.operand, known)
        case ast.BinOp():
            left, right = value_of(node.left, known), value_of(node.right, known)
            return quietly(OPERATIONS[type(node.op)], left, right)
        case ast.Compare(ops=[op], comparators=[right]):
            return int(OPERATIONS[type(op)](value_of(node.left, known), value_of(right, known)))
        case ast.Call():
            return FUNCTIONS[node.func.id](*(value_of(arg, known) for arg in node.args))
    raise ValueError(f"a formula cannot contain {ast.unparse(node)}")


def quietly(operation, *numbers):
    """Numbers too large for a float, and divisions by zero, give nan."""
    try:
        return operation(*numbers)
    except (OverflowError, ZeroDivisionError):
        return float("nan")


def with_numbers(node, known):
    """The expression with every name replaced by its number, four digits each."""

    class Numbers(ast.NodeTransformer):
        def visit_Call(self, call):
            call.args = [self.visit(arg) for arg in call.args]
            return call

        def visit_Name(self, name):
            return ast.Name(short(known[name.id]))

    return ast.unparse(Numbers().visit(ast.parse(ast.unparse(node), mode="eval").body))


def short(number):
    """Four significant digits; negative numbers in brackets."""
    text = f"{number:.4g}"
    return f"({text})" if text.startswith("-") else text
