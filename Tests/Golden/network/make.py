#!/usr/bin/env python3
"""Makes the golden network of this folder: a graph of nearly every layer, weights, inputs, and what onnxruntime makes of them.

    pip install numpy==2.4.6 onnx==1.19.0 onnxruntime==1.31.1
    python3 make.py

`network.json` and `weights.safetensors` are a model bundle of ours, `inputs.safetensors` and `outputs.safetensors` hold tensors as
PyTorch and ONNX lay them out: item, channel, z, y, x. The ONNX model is built here from the same rows as `network.json`.
"""

import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

FOLDER = Path(__file__).resolve().parent
random = np.random.default_rng(20261128)
layers, nodes, tensors = [], [], {}


def add(name, kind, inputs, **parameters):
    layers.append({"name": name, "type": kind, "inputs": inputs, **parameters})
    return name


def node(operation, inputs, output, **attributes):
    nodes.append(helper.make_node(operation, inputs, [output], **attributes))


def tensor(name, *shape, low=-1.0, high=1.0):
    tensors[name] = random.uniform(low, high, shape).astype(np.float32)
    return name


def constant(name, values):
    constants.append(numpy_helper.from_array(np.asarray(values), name))
    return name


def convolution(name, source, before, channels, kernel, stride=(1, 1, 1), padding=(0, 0, 0), groups=1):
    bound = np.sqrt(3 * groups / (before * np.prod(kernel)))
    weight = tensor(f"{name}.weight", channels, before // groups, *kernel, low=-bound, high=bound)
    bias = tensor(f"{name}.bias", channels)
    node("Conv", [source, weight, bias], name, kernel_shape=kernel, strides=stride, pads=[*padding, *padding], group=groups)
    return add(
        name, "convolution", [source], channels=channels, kernel=kernel, stride=stride, padding=padding, groups=groups
    )


def normalisation(name, source, channels):
    values = [tensor(f"{name}.weight", channels, low=0.5), tensor(f"{name}.bias", channels)]
    values += [tensor(f"{name}.running_mean", channels), tensor(f"{name}.running_var", channels, low=0.2)]
    node("BatchNormalization", [source, *values], name, epsilon=1e-3)
    return add(name, "batchNormalisation", [source], epsilon=1e-3)


def activation(name, kind, operation, source, parameters={}, **attributes):
    node(operation, [source], name, **attributes)
    return add(name, kind, [source], **parameters)


def dense(name, source, before, channels):
    bound = np.sqrt(3 / before)
    weight = tensor(f"{name}.weight", channels, before, low=-bound, high=bound)
    node("Gemm", [source, weight, tensor(f"{name}.bias", channels)], name, transB=1)
    return add(name, "dense", [source], channels=channels)


constants = []
three, one = (3, 3, 3), (1, 1, 1)
stem = normalisation("stem-norm", convolution("stem", "patch", 2, 16, three, padding=one), 16)
stem = activation("stem-act", "leakyRelu", "LeakyRelu", stem, {"slope": 0.125}, alpha=0.125)
block = activation("block-act", "relu", "Relu", convolution("block-a", stem, 16, 16, three, padding=one))
block = normalisation("block-norm", convolution("block-b", block, 16, 16, three, padding=one), 16)
node("Add", [block, stem], "block-sum")
block = activation("block", "relu", "Relu", add("block-sum", "add", [block, stem]))
node("MaxPool", [block], "pool", kernel_shape=(2, 2, 2), strides=(2, 2, 2))
low = add("pool", "maximumPool", [block], kernel=(2, 2, 2))
low = convolution("depthwise", low, 16, 16, (3, 3, 1), padding=(1, 1, 0), groups=16)
low = convolution("pointwise", low, 16, 9, one)
node("Sigmoid", [low], "gate")
node("Mul", [low, "gate"], "silu")
low = add("silu", "silu", [low])
node("Resize", [low, "", constant("scales", np.array([1, 1, 2, 2, 2], np.float32))], "up", mode="linear",
     coordinate_transformation_mode="half_pixel")
up = add("up", "upsample", [low], factor=(2, 2, 2), mode="linear")
node("Concat", [block, up], "both", axis=1)
both = convolution("classes", add("both", "concatenate", [block, up]), 25, 3, one)
activation("map", "softmax", "Softmax", both, axis=1)
down = convolution("down", block, 16, 8, three, stride=(2, 2, 2), padding=one)
node("AveragePool", [down], "average", kernel_shape=(2, 2, 2), strides=(2, 2, 2))
down = add("average", "averagePool", [down], kernel=(2, 2, 2))
node("Flatten", [down], "flat", axis=1)
node("Concat", [add("flat", "flatten", [down]), "place"], "with-place", axis=1)
score = dense("hidden", add("with-place", "concatenate", ["flat", "place"]), 8 * 2 * 3 * 2 + 3, 12)
score = dense("score", activation("hidden-act", "relu", "Relu", score), 12, 1)
activation("probability", "sigmoid", "Sigmoid", score)
outputs = ["probability", "map"]


def safetensors(path, values):
    header, data = {}, b""
    for name, value in sorted(values.items()):
        header[name] = {"dtype": "F32", "shape": value.shape, "data_offsets": [len(data), len(data) + value.nbytes]}
        data += value.astype("<f4").tobytes()
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def rows(values):
    return ",\n    ".join(json.dumps(value) for value in values)


inputs = {
    "patch": random.uniform(-1, 1, (2, 2, 8, 12, 10)).astype(np.float32),
    "place": random.uniform(-1, 1, (2, 3)).astype(np.float32),
}
constants += [numpy_helper.from_array(value, name) for name, value in tensors.items()]
infos = [helper.make_tensor_value_info(name, TensorProto.FLOAT, value.shape) for name, value in inputs.items()]
made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
model = helper.make_model(
    helper.make_graph(nodes, "golden", infos, made, constants), opset_imports=[helper.make_opsetid("", 17)], ir_version=8
)
session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
(FOLDER / "network.json").write_text(
    f"""{{
  "format": "prescreen-network-1",
  "inputs": [
    {rows([{"name": "patch", "channels": 2, "size": [8, 12, 10]}, {"name": "place", "channels": 3}])}
  ],
  "layers": [
    {rows(layers)}
  ],
  "outputs": {json.dumps(outputs)}
}}
"""
)
safetensors(FOLDER / "weights.safetensors", tensors)
safetensors(FOLDER / "inputs.safetensors", inputs)
safetensors(FOLDER / "outputs.safetensors", dict(zip(outputs, session.run(outputs, inputs))))
names = ["network.json", "weights.safetensors"]
(FOLDER / "SHA256SUMS").write_text(
    "".join(f"{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
)
