"""Where drawings within drawings lie: a matrix turns, moves and scales what is drawn."""

import itertools

from datapakke.verify.pages import Box

Matrix = tuple[float, float, float, float, float, float]
UNTURNED: Matrix = (1, 0, 0, 1, 0, 0)
NOTHING: Matrix = (0, 0, 0, 0, 0, 0)
NOWHERE = Box(0, 0, 0, 0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Give the matrix that does one thing and then another."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def turned(box: Box, matrix: Matrix) -> Box:
    """Give the extent of a rectangle that is turned, moved or scaled."""
    a, b, c, d, e, f = matrix
    corners = list(itertools.product((box.left, box.right), (box.bottom, box.top)))
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
