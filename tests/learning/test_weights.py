"""Weights in a graph. Needs ONNX, which `purport[training]` brings, but not PyTorch."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="ONNX is not installed: pip install 'purport[training]'")
pytestmark = pytest.mark.training

from purport.learning.weights import Graph, Place, placed, read_weights, write_places, write_weights  # noqa: E402

helper, numpy_helper = onnx.helper, onnx.numpy_helper
RNG = np.random.default_rng(1)
LEFT, RIGHT = (RNG.normal(size=(4, 6)).astype(np.float32) for _ in range(2))
TABLE = RNG.normal(size=(9, 4)).astype(np.float32)
BIAS = RNG.normal(size=12).astype(np.float32)


def quantized(name, values, axes, signed):
    """A constant as ONNX Runtime quantises it: int8 with a scale for each column, or uint8 with one for all."""
    if signed:
        scale = np.abs(values).max(axes) / 127
        whole, zero = np.round(values / scale).astype(np.int8), np.zeros(scale.shape, np.int8)
    else:
        low, high = values.min(), values.max()
        scale = np.array((high - low) / 255)
        zero = np.array(np.round(-low / scale), np.uint8)
        whole = np.clip(np.round(values / scale) + zero, 0, 255).astype(np.uint8)
    parts = {"_quantized": whole, "_scale": scale.astype(np.float32), "_zero_point": zero}
    return [numpy_helper.from_array(np.ascontiguousarray(part), name + end) for end, part in parts.items()]


@pytest.fixture
def graph(tmp_path):
    """Two weights side by side in one constant, a table, and the biases of both weights."""
    constants = [
        *quantized("joined", np.concatenate([LEFT.T, RIGHT.T], 1).astype(np.float32), 0, True),
        *quantized("table", TABLE, None, False),
        numpy_helper.from_array(BIAS, "bias"),
    ]
    path = tmp_path / "graph.onnx"
    onnx.save(helper.make_model(helper.make_graph([], "graph", [], [], constants)), path)
    return Graph(path)


WEIGHTS = {"left": LEFT, "right": RIGHT, "table": TABLE, "left.bias": BIAS[:4], "right.bias": BIAS[4:8]}


def test_placed_finds_weights_by_their_values(graph):
    assert placed(graph, WEIGHTS) == {
        "left": Place(name="joined", first=0, last=4, transposed=True),
        "right": Place(name="joined", first=4, last=8, transposed=True),
        "table": Place(name="table", first=0, last=4),
        "left.bias": Place(name="bias", first=0, last=4),
        "right.bias": Place(name="bias", first=4, last=8),
    }


def test_placed_refuses_what_stands_nowhere(graph):
    with pytest.raises(ValueError, match=r"other \(4, 6\) stands in 0 places"):
        placed(graph, {"other": LEFT[::-1]})


def test_written_weights_are_read_back_and_the_rest_stays(graph, tmp_path):
    write_places(graph, placed(graph, WEIGHTS))
    before = read_weights(graph)
    write_weights(graph, {**before, "left": 3 * LEFT, "left.bias": BIAS[:4] + 1})
    graph.save(tmp_path / "new.onnx")
    after = read_weights(Graph(tmp_path / "new.onnx"))
    assert np.abs(after["left"] - 3 * LEFT).max() <= np.abs(3 * LEFT).max() / 127
    assert np.array_equal(after["left.bias"], BIAS[:4] + 1)
    for name in ("right", "right.bias", "table"):
        assert np.array_equal(after[name], before[name]), name


def test_a_table_is_written_with_a_range_of_its_own(graph):
    write_places(graph, placed(graph, WEIGHTS))
    write_weights(graph, {"table": 10 * TABLE + 7})
    assert np.abs(read_weights(graph)["table"] - (10 * TABLE + 7)).max() <= np.ptp(10 * TABLE + 7) / 250
