"""Int8: weights per output channel ahead of time; activations by their range at run time, or by a fixed one.

The shipped weights are dynamic. Static ranges are here to compare with: they are taken from training windows.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static

FLOAT_NODES = ("mixed",)  # the weights of layers: too small to gain anything


# The one product whose full weights would overflow often enough to matter where pairs of products are added in 16 bits.
NARROW_NODES = ("layer0.out.product",)


def quantise(model: onnx.ModelProto, keep: Sequence[str] = FLOAT_NODES, seven_bits: bool = False) -> onnx.ModelProto:
    """All matrix products with constant weights in int8, but the nodes named in ``keep``; dynamic activations.

    Processors without VNNI add pairs of products in 16 bits, where full weights can overflow. ``NARROW_NODES`` use half of
    the range because of that, and all of them do with ``seven_bits``.
    """
    narrow = [node.name for node in model.graph.node if seven_bits or node.name in NARROW_NODES]
    wide = [node.name for node in model.graph.node if node.op_type == "MatMul" and node.name not in {*keep, *narrow}]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        for nodes, reduced in ((wide, False), ([name for name in narrow if name not in keep], True)):
            if not nodes:
                continue
            onnx.save(model, path)
            quantize_dynamic(
                path,
                path,
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                weight_type=QuantType.QInt8,
                reduce_range=reduced,
                nodes_to_quantize=nodes,
                extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
            )
            model = onnx.load(path)
    return model


class Samples(CalibrationDataReader):
    """Inputs of the graph, one after the other, as onnxruntime asks for them."""

    def __init__(self, inputs: Sequence[dict[str, npt.NDArray[Any]]]) -> None:
        self._left = iter(inputs)

    def get_next(self) -> dict[str, npt.NDArray[Any]] | None:
        return next(self._left, None)


def quantise_static(
    model: onnx.ModelProto, inputs: Sequence[dict[str, npt.NDArray[Any]]], keep: Sequence[str] = FLOAT_NODES
) -> onnx.ModelProto:
    """The same with one fixed range per activation, the least and greatest value among ``inputs``."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
        onnx.save(model, source)
        quantize_static(
            source,
            target,
            Samples(inputs),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            activation_type=QuantType.QUInt8,
            nodes_to_exclude=list(keep),
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        return onnx.load(target)


def row_scales(table: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Each row in 8 bits with a scale of its own: [v, d] → [v, d], [v]."""
    scales = np.abs(table).max(axis=1) / 127
    return np.round(table / scales[:, None]).astype(np.int8), scales.astype(np.float32)
