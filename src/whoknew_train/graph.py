"""The trained network as an ONNX graph, written node by node.

The graph takes word-piece vectors (they are looked up outside, from an 8-bit table) and gives, for every word
and every mix of layers, one row of numbers: all projections of all heads that read that mix, side by side.
One matrix product per mix is faster than one per head, and the layout says which columns are whose. Windows are run
alone, so all pieces are real and attention, which takes a faster way without one, has no mask.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from whoknew_train.transformer import HEADS, LAYERS, WIDTH

Floats = npt.NDArray[np.float32]
OPSET = 20


class Graph:
    """Collects nodes and constants under readable names."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def linear(self, x: str, name: str, weight: Floats, bias: Floats) -> str:
        """weight [out, in], as torch keeps it."""
        product = self.add("MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
        return self.add("Add", [product, self.constant(f"{name}.bias", bias)], name)

    def norm(self, x: str, name: str, weight: Floats, bias: Floats, epsilon: float) -> str:
        inputs = [x, self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)]
        return self.add("LayerNormalization", inputs, name, axis=-1, epsilon=epsilon)


def build_graph(state: dict[str, Floats], mixes: dict[str, tuple[Floats, Floats]], kept: int) -> onnx.ModelProto:
    """``state``: the reader's weights; ``mixes``: per mix the joined projections (weight [out, 384], bias [out])."""
    g = Graph()
    cases = g.add("Gather", [g.constant("cases", state["transformer.cases.weight"]), "case_ids"], "case_vectors")
    shape = g.add("Shape", ["case_ids"], "length", start=1, end=2)
    zero, one = g.constant("zero", np.array([0])), g.constant("one", np.array([1]))
    positions = g.constant("positions", state["transformer.positions.weight"])
    places = g.add("Slice", [positions, zero, shape, zero, one], "place_vectors")
    x = g.add("Add", [g.add("Add", ["embedded", cases], "with_case"), places], "with_place")
    x = g.norm(x, "input", state["transformer.norm.weight"], state["transformer.norm.bias"], 1e-12)
    outputs = []
    for i in range(LAYERS):
        own = {k.split(".", 3)[3]: v for k, v in state.items() if k.startswith(f"transformer.layers.{i}.")}
        x = _layer(g, x, f"layer{i}", own)
        outputs.append(x)
    words = _words(g, outputs[-kept:])
    weights = np.exp(state["mix"]) / np.exp(state["mix"]).sum(1, keepdims=True)  # [m, k]
    mixed = g.add("MatMul", [g.constant("mix", weights.astype(np.float32)), words], "mixed")  # [b, w, m, 384]
    parts = [f"mixed.{name}" for name in mixes]
    g.nodes.append(helper.make_node("Split", [mixed], parts, axis=2, num_outputs=len(parts)))
    axis = g.constant("mix_axis", np.array([2]))
    for name, part in zip(mixes, parts):
        flat = g.add("Squeeze", [part, axis], f"{name}.flat")
        normed = g.norm(flat, f"{name}.norm", state[f"norms.{name}.weight"], state[f"norms.{name}.bias"], 1e-5)
        g.linear(normed, name, *mixes[name])
    inputs = [
        helper.make_tensor_value_info("embedded", TensorProto.FLOAT, ["b", "t", WIDTH]),
        helper.make_tensor_value_info("case_ids", TensorProto.INT64, ["b", "t"]),
        helper.make_tensor_value_info("first", TensorProto.INT64, ["b", "w", 1]),
        helper.make_tensor_value_info("last", TensorProto.INT64, ["b", "w", 1]),
    ]
    return _model(
        g,
        inputs,
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["b", "w", bias.shape[0]])
            for name, (_, bias) in mixes.items()
        ],
    )


def build_sentence_graph(state: dict[str, Floats]) -> onnx.ModelProto:
    """The pretrained encoder as it was, for sentence vectors: mean over pieces, length 1 (Reimers and Gurevych 2019).

    ``state`` holds a :class:`Transformer`'s weights, its names without a prefix. One text at a time: [1, t, 384] → [1, 384].
    """
    g = Graph()
    shape = g.add("Shape", ["embedded"], "length", start=1, end=2)
    zero, one = g.constant("zero", np.array([0])), g.constant("one", np.array([1]))
    places = g.add(
        "Slice", [g.constant("positions", state["positions.weight"]), zero, shape, zero, one], "place_vectors"
    )
    x = g.norm(
        g.add("Add", ["embedded", places], "with_place"), "input", state["norm.weight"], state["norm.bias"], 1e-12
    )
    for i in range(LAYERS):
        own = {k.split(".", 2)[2]: v for k, v in state.items() if k.startswith(f"layers.{i}.")}
        x = _layer(g, x, f"layer{i}", own)
    mean = g.add("ReduceMean", [x, one], "mean", keepdims=0)
    g.add("LpNormalization", [mean], "vector", axis=-1, p=2)
    return _model(
        g,
        [
            helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "t", WIDTH]),
        ],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, WIDTH])],
    )


def _model(g: Graph, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
    graph = helper.make_graph(g.nodes, "whoknew", inputs, outputs, g.constants)
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=imports, producer_name="whoknew", ir_version=10)
    onnx.checker.check_model(model)
    return model


def _layer(g: Graph, x: str, at: str, own: dict[str, Floats]) -> str:
    joined = g.linear(x, f"{at}.qkv", own["qkv.weight"], own["qkv.bias"])
    sides = [f"{at}.{side}" for side in "qkv"]
    g.nodes.append(helper.make_node("Split", [joined], sides, axis=-1, num_outputs=3))
    mixed = g.add("MultiHeadAttention", sides, f"{at}.attention", domain="com.microsoft", num_heads=HEADS)
    out = g.linear(mixed, f"{at}.out", own["out.weight"], own["out.bias"])
    x = g.norm(g.add("Add", [x, out], f"{at}.sum1"), f"{at}.norm1", own["norm1.weight"], own["norm1.bias"], 1e-12)
    wide = g.add("Gelu", [g.linear(x, f"{at}.up", own["up.weight"], own["up.bias"])], f"{at}.gelu")
    down = g.linear(wide, f"{at}.down", own["down.weight"], own["down.bias"])
    return g.norm(g.add("Add", [x, down], f"{at}.sum2"), f"{at}.norm2", own["norm2.weight"], own["norm2.bias"], 1e-12)


def _words(g: Graph, outputs: list[str]) -> str:
    """Sum of first and last piece of each word, by layer: [b, w, k, 384]."""
    joined = g.add("Concat", outputs, "joined", axis=-1)
    ends = [g.add("GatherND", [joined, side], f"{side}.pieces", batch_dims=1) for side in ("first", "last")]
    total = g.add("Add", ends, "ends")
    return g.add("Reshape", [total, g.constant("by_layer", np.array([0, 0, len(outputs), WIDTH]))], "words")
