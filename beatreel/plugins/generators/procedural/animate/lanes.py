"""What a compiler does not find by itself: sixteen bytes that are picked by number, and a value that is spread over lanes.

Both are a single instruction on common processors (``vpshufb``, ``tbl``), and written here as what they mean, so that LLVM has an answer on
any processor. See decision 31.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_INDEX = ir.IntType(32)


def _at(target: Any, builder: Any, kind: Any, value: Any, place: Any, vector: Any) -> Any:
    """Return a pointer to a vector that begins at element ``place`` of a flat array."""
    data = cgutils.create_struct_proxy(kind)(target, builder, value).data
    return builder.bitcast(builder.gep(data, [place], inbounds=True), vector.as_pointer())


@intrinsic
def load(context: Any, array: Any, at: Any, kind: Any) -> Any:
    """Return an unsigned integer of the type ``kind`` from the bytes at ``at`` of a flat uint8 array, little end first."""
    result = kind.dtype

    def code(target: Any, builder: Any, signature: Any, given: Any) -> Any:
        place = _at(target, builder, signature.args[0], given[0], given[1], target.get_value_type(result))
        return builder.load(place, align=1)

    return result(array, types.intp, kind), code


@intrinsic
def pick(context: Any, source: Any, at: Any, wanted: Any, out: Any, lane: Any) -> Any:
    """Write eight lanes of ``out`` from ``lane`` on: pairs of bytes out of the sixteen at ``source[at]``.

    Parameters
    ----------
    source : ndarray, uint8
        Flat; sixteen bytes from ``at`` on must be there.
    at : int
    wanted : ndarray, uint16
        Numbers of bytes, 0 to 15: in each lane that of the lower byte below that of the upper one.
    out : ndarray, uint16
    lane : int
    """

    def code(target: Any, builder: Any, signature: Any, given: Any) -> Any:
        vector = ir.VectorType(ir.IntType(8), 16)
        row, which, place = (
            _at(target, builder, signature.args[n], given[n], given[k], vector) for n, k in ((0, 1), (2, 4), (3, 4))
        )
        row, which = builder.load(row, align=1), builder.load(which, align=1)
        found = ir.Constant(vector, ir.Undefined)
        for n in range(16):  # LLVM knows these sixteen steps as one
            number = builder.zext(builder.extract_element(which, _INDEX(n)), ir.IntType(64))
            found = builder.insert_element(found, builder.extract_element(row, number), _INDEX(n))
        builder.store(found, place, align=1)
        return target.get_dummy_value()

    return types.void(source, types.intp, wanted, out, types.intp), code


@intrinsic
def spread(context: Any, values: Any, first: Any, out: Any, lane: Any) -> Any:
    """Write each of four values from ``first`` on to eight lanes of ``out``, from ``lane`` on; flat arrays of uint16 both."""

    def code(target: Any, builder: Any, signature: Any, given: Any) -> Any:
        few, many = (ir.VectorType(ir.IntType(16), count) for count in (4, 32))
        source = _at(target, builder, signature.args[0], given[0], given[1], few)
        place = _at(target, builder, signature.args[2], given[2], given[3], many)
        four = builder.load(source, align=2)
        numbers = ir.Constant(ir.VectorType(_INDEX, 32), [n // 8 for n in range(32)])
        builder.store(builder.shuffle_vector(four, ir.Constant(few, ir.Undefined), numbers), place, align=2)
        return target.get_dummy_value()

    return types.void(values, types.intp, out, types.intp), code


@intrinsic
def prefetch(context: Any, array: Any, at: Any) -> Any:
    """Ask for the bytes around ``at`` of a flat uint8 array, which may lie beyond it, to be in the cache soon."""

    def code(target: Any, builder: Any, signature: Any, given: Any) -> Any:
        data = cgutils.create_struct_proxy(signature.args[0])(target, builder, given[0]).data
        kind = ir.FunctionType(ir.VoidType(), [data.type, _INDEX, _INDEX, _INDEX])
        function = builder.module.declare_intrinsic("llvm.prefetch", (data.type,), kind)
        builder.call(function, [builder.gep(data, [given[1]]), _INDEX(0), _INDEX(3), _INDEX(1)])
        return target.get_dummy_value()

    return types.void(array, types.intp), code
