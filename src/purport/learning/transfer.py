"""A model's file to the network that goes on learning, and back."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from purport.learning.network import Learner, Losses, Sizes
from purport.learning.weights import Graph, read_weights, write_weights

FIELDS = ("transitions", "distance", "nowhere")


def learner_of(graph: Graph) -> Learner:
    """The network of a graph with the graph's weights, and what its settings say of links and transitions."""
    weights = {name: torch.from_numpy(np.array(values)) for name, values in read_weights(graph).items()}
    settings = graph.settings()
    learner = Learner(sizes_of(graph))
    learner.network.load_state_dict(weights)
    learner.losses.load_state_dict({name: torch.tensor(settings[name]) for name in FIELDS}, strict=False)
    return learner


def sizes_of(graph: Graph) -> Sizes:
    """The measures of a graph's encoder."""
    weights = read_weights(graph)
    pieces, width = weights["bert.embeddings.word_embeddings.weight"].shape
    return Sizes(
        pieces=pieces,
        positions=len(weights["bert.embeddings.position_embeddings.weight"]),
        width=width,
        inner=len(weights["bert.encoder.layer.0.intermediate.dense.bias"]),
        layers=sum(name.endswith("intermediate.dense.bias") for name in weights),
        heads=graph.settings()["heads"],
    )


def write(graph: Graph, learner: Learner, out: Path) -> None:
    """Write what a network has learnt as the graph from which it began."""
    write_weights(graph, {name: values.detach().numpy() for name, values in learner.network.state_dict().items()})
    graph.metadata["settings"] = json.dumps(graph.settings() | fields(learner.losses), sort_keys=True)
    graph.save(out)


def fields(losses: Losses) -> dict[str, list[Any]]:
    """What is learnt beside the network, as a model's settings hold it."""
    values = {"transitions": losses.scores(), "distance": losses.distance, "nowhere": losses.nowhere}
    return {name: value.detach().numpy().astype(float).round(5).tolist() for name, value in values.items()}
