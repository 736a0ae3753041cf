"""The network: a BERT encoder with casing, layout, quotation marks and syntax beside the word pieces; a tag for each
word, tied by a conditional random field; and pointers from content to cue and from cue to speaker.

Its parts are named as those of BertModel in the library transformers, whose weights it takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from purport.language.encoder import FEATURES
from purport.language.words import CASES, DEPENDENCIES, GAPS, PARTS_OF_SPEECH, QUOTES
from purport.reading.attribution_pointers import BUCKETS, LINK_WIDTH, bucket
from purport.reading.attribution_spans import ALLOWED, TAGS

INPUTS = ("ids", "mask", *FEATURES, "heads", "parents")
OUTPUTS = ("tags", "links")
LABELS = {"case": CASES, "gap": GAPS, "quote": QUOTES, "tag": PARTS_OF_SPEECH, "dependency": DEPENDENCIES}
# So many layers may be shared with networks that go on from them.
SHARED_LAYERS = 3
NEAR_WIDTH = 256
ABOVE_WIDTH = 128
DROPOUT = 0.1
FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The measures of an encoder."""

    pieces: int
    positions: int
    width: int
    inner: int
    layers: int
    heads: int


class _Embeddings(nn.Module):
    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(sizes.pieces, sizes.width)
        self.position_embeddings = nn.Embedding(sizes.positions, sizes.width)
        self.LayerNorm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)
        self.register_load_state_dict_pre_hook(_without_types)

    def forward(self, embedded: Tensor) -> Tensor:
        return self.dropout(self.LayerNorm(embedded + self.position_embeddings.weight[: embedded.shape[1]]))


def _without_types(module: nn.Module, state: dict[str, Tensor], prefix: str, *_: Any) -> None:
    """BERT tells first from second sentences; here all are first, and what is added for that joins the places'."""
    types = state.pop(f"{prefix}token_type_embeddings.weight", None)
    if types is not None:
        state[f"{prefix}position_embeddings.weight"] = state[f"{prefix}position_embeddings.weight"] + types[0]


class _Onward(nn.Module):
    """A linear map and dropout, added to what they came from."""

    def __init__(self, inner: int, width: int) -> None:
        super().__init__()
        self.dense = nn.Linear(inner, width)
        self.LayerNorm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor, before: Tensor) -> Tensor:
        return self.LayerNorm(self.dropout(self.dense(states)) + before)


class Layer(nn.Module):
    """One layer of a BERT encoder."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        among = nn.ModuleDict({name: nn.Linear(width, width) for name in ("query", "key", "value")})
        self.attention = nn.ModuleDict({"self": among, "output": _Onward(width, width)})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(width, sizes.inner)})
        self.output = _Onward(sizes.inner, width)
        self._heads = sizes.heads

    def forward(self, states: Tensor, bias: Tensor | None) -> Tensor:
        """The states of pieces, each having seen the others as far as ``bias`` lets it."""
        batch, length, width = states.shape
        among = self.attention["self"]
        query, key, value = (
            among[name](states).view(batch, length, self._heads, -1).transpose(1, 2)
            for name in ("query", "key", "value")
        )
        # Attention's own dropout is left out: it costs half the time on a CPU.
        bias = bias if bias is None else bias.to(query.dtype)
        seen = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        states = self.attention["output"](seen.transpose(1, 2).reshape(batch, length, width), states)
        return self.output(nn.functional.gelu(self.intermediate["dense"](states)), states)


class Encoder(nn.Module):
    """A BERT encoder over embedded pieces, without pooling."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.embeddings = _Embeddings(sizes)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))})

    def forward(self, embedded: Tensor, mask: Tensor | None, layers: int | None = None) -> Tensor:
        """(batch, pieces, width) of embedded pieces, and which of them are pieces at all, to their states; those after
        the first so many ``layers`` where that is given."""
        states = self.embeddings(embedded)
        bias = None if mask is None else (1.0 - mask[:, None, None, :].float()) * FORBIDDEN
        for layer in self.encoder["layer"][:layers]:
            states = layer(states, bias)
        return states


class Network(nn.Module):
    """What ``purport.language.encoder`` runs when it reads."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.bert = Encoder(sizes)
        width = sizes.width
        self.features = nn.ModuleDict({name: nn.Embedding(len(LABELS[name]) + 1, width) for name in FEATURES})
        for table in self.features.values():
            nn.init.normal_(table.weight, std=0.005)
        self.dropout = nn.Dropout(DROPOUT)
        self.around = nn.Conv1d(width, NEAR_WIDTH, 3, padding=1)
        self.above = nn.Linear(width, ABOVE_WIDTH)
        self.tags = nn.Linear(width + NEAR_WIDTH + ABOVE_WIDTH, len(TAGS))
        self.links = nn.Linear(width + ABOVE_WIDTH, 4 * LINK_WIDTH)

    def forward(
        self,
        ids: Tensor,
        mask: Tensor | None,
        case: Tensor,
        gap: Tensor,
        quote: Tensor,
        tag: Tensor,
        dependency: Tensor,
        heads: Tensor,
        parents: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """The inputs are those of ``purport.language.encoder.packed``, ``mask`` None where nothing is padded; gives
        (batch, words, tags) and (batch, words, 4 * LINK_WIDTH), the query and key of content to cue, then of cue to
        speaker."""
        states = self.bert(self.embedded(ids, case, gap, quote, tag, dependency), mask)
        with torch.autocast("cpu", enabled=False):  # the heads are small, and their sums want full precision
            states = states.float()
            known = (heads > 0).unsqueeze(-1).float()
            above = self.dropout(nn.functional.gelu(self.above(self.at(states, parents)))) * known
            words = self.dropout(self.at(states, heads) * known)
            near = self.dropout(nn.functional.gelu(self.around(words.transpose(1, 2)))).transpose(1, 2)
            return self.tags(torch.cat([words, near, above], -1)), self.links(torch.cat([words, above], -1))

    def embedded(self, ids: Tensor, *features: Tensor) -> Tensor:
        """The vectors of pieces with what stands beside them."""
        embedded: Tensor = self.bert.embeddings.word_embeddings(ids)
        for name, values in zip(FEATURES, features, strict=True):
            embedded = embedded + self.features[name](values)
        return embedded

    def lower(self, batch: Mapping[str, Tensor], layers: int) -> Tensor:
        """The states of a batch's pieces after the first so many layers."""
        embedded = self.embedded(batch["ids"], *(batch[name] for name in FEATURES))
        states: Tensor = self.bert(embedded, batch["mask"], layers)
        return states

    @staticmethod
    def at(states: Tensor, places: Tensor) -> Tensor:
        """The states of the pieces at ``places``."""
        return torch.gather(states, 1, places.unsqueeze(-1).expand(-1, -1, states.shape[-1]))


class Losses(nn.Module):
    """What is learnt beside the network: transitions of the random field, the pointers' distances and empty targets."""

    forbidden: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.distance = nn.Parameter(torch.zeros(2, BUCKETS))
        self.nowhere = nn.Parameter(torch.zeros(2))
        self.register_buffer("forbidden", torch.tensor(~ALLOWED))

    def scores(self) -> Tensor:
        """The transitions as decoding uses them."""
        return self.transitions.masked_fill(self.forbidden, FORBIDDEN)

    def tagging(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """The negative log-likelihood of the tags, a number for each window. A window may begin and end anywhere."""
        emissions = emissions.float()
        trans = self.scores()
        gold = emissions.gather(2, tags.unsqueeze(-1)).squeeze(-1)
        gold = (gold * mask).sum(1) + (trans[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        alpha = emissions[:, 0]
        for i in range(1, emissions.shape[1]):
            after = torch.logsumexp(alpha.unsqueeze(2) + trans, 1) + emissions[:, i]
            alpha = torch.where(mask[:, i : i + 1] > 0, after, alpha)
        return torch.logsumexp(alpha, 1) - gold

    def pointing(self, links: Tensor, targets: Tensor, known: Tensor, mask: Tensor) -> Tensor:
        """The mean negative log-likelihood of the two kinds of links."""
        q0, k0, q1, k1 = links.float().split(LINK_WIDTH, -1)
        place = torch.arange(links.shape[1])
        buckets = _buckets(links.shape[1])[place.unsqueeze(0) - place.unsqueeze(1) + links.shape[1] - 1]
        total = links.new_zeros((), dtype=torch.float32)
        for kind, (q, k) in enumerate(((q0, k0), (q1, k1))):
            scores = q @ k.transpose(1, 2) / LINK_WIDTH**0.5 + self.distance[kind][buckets]
            scores = scores.masked_fill(mask.unsqueeze(1) == 0, FORBIDDEN)
            scores = torch.cat([scores, self.nowhere[kind].expand(*scores.shape[:2], 1)], -1)
            logs = torch.log_softmax(scores, -1)
            to = torch.cat([targets[:, kind], ~targets[:, kind].any(-1, keepdim=True)], -1)
            right = torch.logsumexp(logs.masked_fill(~to, FORBIDDEN), -1)
            total = total - (right * known[:, kind]).sum() / known[:, kind].sum().clamp(min=1)
        return total


class Learner(nn.Module):
    """A network and what is learnt beside it: what a checkpoint holds."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.network = Network(sizes)
        self.losses = Losses()


def _buckets(width: int) -> Tensor:
    return torch.tensor([bucket(d) for d in range(1 - width, width)])
