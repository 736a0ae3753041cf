"""A network's weights in its ONNX file: read from it as floats, and written in their place anew.

The file's metadata say where each of the network's parameters stands among the graph's constants (``PLACES``): in
which, from which column on, and whether turned. So a graph that was fused or quantised after its export is
still read, and a trained network is written as the very graph from which it began.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from purport.errors import BadModel
from purport.reading.attribution_model import attribution_model

Floats = NDArray[np.float32]

PLACES = "parameters"
_QUANTIZED, _SCALE, _ZERO = "_quantized", "_scale", "_zero_point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a parameter stands: in the constant ``name``, columns ``first`` up to ``last``, transposed or not."""

    name: str
    first: int
    last: int
    transposed: bool = False


class Graph:
    """An ONNX file with its constants as floats. ``metadata`` may be changed; ``save`` writes what was put in.

    Raises what onnx raises where the file is no graph.
    """

    def __init__(self, path: Path) -> None:
        self._model = onnx.load(path)
        self._tensors = {tensor.name: tensor for tensor in self._model.graph.initializer}
        self.metadata = {entry.key: entry.value for entry in self._model.metadata_props}

    def settings(self) -> dict[str, Any]:
        """What the reader is told of how to read the graph's answers."""
        return dict(json.loads(self.metadata["settings"]))

    def names(self) -> list[str]:
        """The constants that hold floats, those that are quantised by their name before quantisation."""
        out = []
        for name, tensor in self._tensors.items():
            if name.endswith(_QUANTIZED):
                out.append(name.removesuffix(_QUANTIZED))
            elif tensor.data_type == onnx.TensorProto.FLOAT and not name.endswith(_SCALE):
                out.append(name)
        return out

    def constant(self, name: str) -> Floats:
        """A constant, brought back from int8 where it is quantised."""
        if name + _QUANTIZED not in self._tensors:
            return self._array(name).astype(np.float32)
        whole = self._array(name + _QUANTIZED).astype(np.float32)
        scale, zero = self._array(name + _SCALE), self._array(name + _ZERO).astype(np.float32)
        shape = _along(whole, scale)
        return np.asarray((whole - zero.reshape(shape)) * scale.reshape(shape), np.float32)

    def put(self, name: str, values: Floats) -> None:
        """Put values in a constant's place, quantised as it was."""
        if name + _QUANTIZED not in self._tensors:
            self._set(name, values.astype(np.float32))
            return
        old, scale = self._array(name + _QUANTIZED), self._array(name + _SCALE)
        shape = _along(values, scale)
        axes = tuple(axis for axis, size in enumerate(shape) if size == 1)
        limits = np.iinfo(old.dtype)
        if self._array(name + _ZERO).any() or limits.min == 0:
            low, high = (np.minimum(values.min(axes), 0), np.maximum(values.max(axes), 0))
            new_scale = np.maximum((high - low) / (limits.max - limits.min), 1e-12)
            zero = np.round(limits.min - low / new_scale)
        else:
            new_scale = np.maximum(np.abs(values).max(axes) / limits.max, 1e-12)
            zero = np.zeros_like(new_scale)
        whole = np.round(values / new_scale.reshape(shape)) + zero.reshape(shape)
        self._set(name + _QUANTIZED, np.clip(whole, limits.min, limits.max).astype(old.dtype))
        self._set(name + _SCALE, new_scale.astype(np.float32).reshape(scale.shape))
        self._set(name + _ZERO, zero.astype(old.dtype).reshape(scale.shape))

    def save(self, path: Path) -> None:
        """Write the file whole."""
        del self._model.metadata_props[:]
        for key, value in sorted(self.metadata.items()):
            entry = self._model.metadata_props.add()
            entry.key, entry.value = key, value
        half = path.with_name(path.name + ".part")
        onnx.save(self._model, half)
        half.replace(path)

    def _array(self, name: str) -> NDArray[Any]:
        return np.asarray(numpy_helper.to_array(self._tensors[name]))

    def _set(self, name: str, values: NDArray[Any]) -> None:
        self._tensors[name].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), name))


def _along(values: NDArray[Any], scale: NDArray[Any]) -> tuple[int, ...]:
    """The shape in which scales, one for all or one for each column or row, stand to a matrix."""
    if scale.size == 1:
        return (1,) * values.ndim
    columns = scale.size == values.shape[-1]
    return (1,) * (values.ndim - 1) + (-1,) if columns else (-1,) + (1,) * (values.ndim - 1)


def placed(graph: Graph, weights: Mapping[str, Floats]) -> dict[str, Place]:
    """Where each of the weights stands in a graph that was made of them, told by their values.

    Raises ValueError where one stands nowhere or in several places.
    """
    constants = {name: graph.constant(name) for name in graph.names()}
    out = {}
    for name, values in weights.items():
        # A constant that kept its parameter's name needs no search, but for proof.
        fits = _fits(name, constants[name], values) if name in constants else []
        if not fits:
            fits = [place for key, constant in constants.items() for place in _fits(key, constant, values)]
        if len(fits) != 1:
            raise ValueError(f"{name} {values.shape} stands in {len(fits)} places of the graph, in one it must")
        out[name] = fits[0]
    return out


def _fits(name: str, constant: Floats, values: Floats) -> list[Place]:
    out = []
    for transposed in (False, True) if values.ndim == 2 else (False,):
        wanted = values.T if transposed else values
        if constant.ndim != wanted.ndim or constant.shape[:-1] != wanted.shape[:-1]:
            continue
        width = wanted.shape[-1]
        for first in range(0, constant.shape[-1] - width + 1, width):
            # No further off than rounding to int8 could bring it.
            off = np.abs(constant[..., first : first + width] - wanted).max()
            if off <= np.ptp(wanted) / 250 + 1e-6:
                out.append(Place(name=name, first=first, last=first + width, transposed=transposed))
    return out


def read_weights(graph: Graph) -> dict[str, Floats]:
    """The network's parameters by name. Raises KeyError where the metadata do not say where they are."""
    constants = {name: graph.constant(name) for name in {place.name for place in _places(graph).values()}}
    return {name: _part(constants[place.name], place) for name, place in _places(graph).items()}


def write_weights(graph: Graph, weights: Mapping[str, Floats]) -> None:
    """Put parameters in their places; a constant of which nothing changed stays as it was, to the bit."""
    places = _places(graph)
    before = {name: graph.constant(name) for name in {places[name].name for name in weights}}
    after = {name: constant.copy() for name, constant in before.items()}
    for name, values in weights.items():
        _part(after[places[name].name], places[name])[...] = values
    for name, values in after.items():
        if not np.array_equal(values, before[name]):
            graph.put(name, values)


def _part(constant: Floats, place: Place) -> Floats:
    part = constant[..., place.first : place.last]
    return part.T if place.transposed else part


def write_places(graph: Graph, places: Mapping[str, Place]) -> None:
    """Say in the metadata where the parameters stand."""
    graph.metadata[PLACES] = json.dumps({name: asdict(place) for name, place in places.items()}, sort_keys=True)


def opened(path: Path) -> Graph:
    """The graph of a model that can be trained further. Raises BadModel."""
    attribution_model(path)  # what cannot be read cannot be trained
    graph = Graph(path)
    if PLACES not in graph.metadata:
        raise BadModel(
            "can be read, but not trained further: it does not say where its weights are. Begin with another (--from).",
            where=str(path),
        )
    return graph


def _places(graph: Graph) -> dict[str, Place]:
    return {name: Place(**place) for name, place in json.loads(graph.metadata[PLACES]).items()}
