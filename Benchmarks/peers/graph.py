"""A network of ours as an ONNX model, with the weights that prescreen-bench gives it.

Reads the `network.json` of `Benchmarks/networks`; knows the types of layers that those use. Weights and inputs are a hash of their
place, so that both programs make the same numbers without a file between them.
"""

import json

import numpy as np
from onnx import TensorProto, helper, numpy_helper



def noise(stream, count):
    """`count` floats in -1..<1: SplitMix64 of the place, the upper 24 bits."""
    with np.errstate(over="ignore"):
        word = np.arange(1, count + 1, dtype=np.uint64) + np.uint64(stream << 40)
        word *= np.uint64(0x9E3779B97F4A7C15)
        word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        word ^= word >> np.uint64(31)
    return (word >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-23) - np.float32(1)


class Weights:
    """Gives out tensors in the order of the layers, each from a stream of its own."""

    def __init__(self):
        self.stream = 0

    def tensor(self, *shape):
        self.stream += 1
        terms = int(np.prod(shape[1:], dtype=np.int64)) if len(shape) > 1 else 1
        bound = np.float32(np.sqrt(np.float32(6) / np.float32(terms))) if len(shape) > 1 else np.float32(0.125)
        return (noise(self.stream, int(np.prod(shape))) * bound).reshape(shape)


def onnx_model(path, items):
    """The model for a batch of `items`, and the shape of its input: items, channels, z, y, x."""
    network = json.loads(path.read_text())
    source = network["inputs"][0]
    shape = [items, source["channels"], *source["size"]]
    channels = {source["name"]: source["channels"]}
    weights, nodes, constants = Weights(), [], []

    def constant(name, values):
        constants.append(numpy_helper.from_array(values, name))
        return name

    for layer in network["layers"]:
        name, inputs = layer["name"], layer["inputs"]
        before = channels[inputs[0]]
        channels[name] = before

        def node(operation, *more, **attributes):
            nodes.append(helper.make_node(operation, [*inputs, *more], [name], name=name, **attributes))

        match layer["type"]:
            case "convolution":
                count, kernel = layer["channels"], layer["kernel"]
                weight = constant(f"{name}.weight", weights.tensor(count, before, *kernel))
                bias = constant(f"{name}.bias", weights.tensor(count))
                padding = layer.get("padding", [0, 0, 0])
                node(
                    "Conv", weight, bias, kernel_shape=kernel, strides=layer.get("stride", [1, 1, 1]), pads=padding + padding
                )
                channels[name] = count
            case "dense":
                weight = constant(f"{name}.weight", weights.tensor(layer["channels"], before))
                bias = constant(f"{name}.bias", weights.tensor(layer["channels"]))
                flat = f"{name}-flat"
                nodes.append(helper.make_node("Flatten", inputs, [flat], axis=1))
                nodes.append(helper.make_node("Gemm", [flat, weight, bias], [name], transB=1))
                channels[name] = layer["channels"]
            case "relu":
                node("Relu")
            case "add":
                node("Add")
            case "maximumPool":
                node("MaxPool", kernel_shape=layer["kernel"], strides=layer["kernel"])
            case "globalAveragePool":
                node("GlobalAveragePool")
            case "concatenate":
                node("Concat", axis=1)
                channels[name] = sum(channels[part] for part in inputs)
            case "upsample":
                scales = constant(f"{name}.scales", np.array([1, 1, *layer["factor"]], np.float32))
                node(
                    "Resize", "", scales, mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor"
                )
            case other:
                raise ValueError(f"{path}: layer {name} is of type {other}, which this script does not translate")
    floats = TensorProto.FLOAT
    graph = helper.make_graph(
        nodes,
        path.stem,
        [helper.make_tensor_value_info(source["name"], floats, shape)],
        [helper.make_tensor_value_info(output, floats, None) for output in network["outputs"]],
        constants,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), shape
