"""The network of incidents: a branch of its own upon the lower layers of the encoder of attributions.

The lower layers stay as they are, so that a reading pays for them once. Upon them stand layers of the branch's own,
and three answers for each word: a tag for the part it bears in an incident (tied by a conditional random field), the
types of incident of which it tells, and the types of the incident in which it bears its part.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from purport.learning.network import ABOVE_WIDTH, DROPOUT, FORBIDDEN, NEAR_WIDTH, SHARED_LAYERS, Layer, Network, Sizes
from purport.reading.attribution_spans import allowed_of, tags_of
from purport.reading.incident_model import ROLES, TYPES

OUTPUTS = ("parts", "tells", "types")
# Before anything is learnt, next to no word tells of an incident.
_SELDOM = -6.0
_TINY = 1e-30


class IncidentNetwork(nn.Module):
    """The branch: layers of its own and the answers for each word."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers - SHARED_LAYERS))
        self.dropout = nn.Dropout(DROPOUT)
        self.around = nn.Conv1d(width, NEAR_WIDTH, 3, padding=1)
        self.above = nn.Linear(width, ABOVE_WIDTH)
        together = width + NEAR_WIDTH + ABOVE_WIDTH
        self.parts = nn.Linear(together, len(tags_of(ROLES)))
        self.tells = nn.Linear(together, len(TYPES))
        self.types = nn.Linear(together, len(TYPES))
        nn.init.constant_(self.tells.bias, _SELDOM)

    def forward(self, states: Tensor, mask: Tensor | None, heads: Tensor, parents: Tensor) -> tuple[Tensor, ...]:
        """(batch, pieces, width) states of the shared layers; which are pieces at all, None where nothing is padded;
        (batch, words) the places of each word's first piece and of that of the word on which it hangs. Gives OUTPUTS,
        (batch, words, …) each."""
        bias = None if mask is None else (1.0 - mask[:, None, None, :].float()) * FORBIDDEN
        for layer in self.layers:
            states = layer(states, bias)
        with torch.autocast("cpu", enabled=False):  # the heads are small, and their sums want full precision
            states = states.float()
            known = (heads > 0).unsqueeze(-1).float()
            above = self.dropout(nn.functional.gelu(self.above(Network.at(states, parents)))) * known
            words = self.dropout(Network.at(states, heads) * known)
            near = self.dropout(nn.functional.gelu(self.around(words.transpose(1, 2)))).transpose(1, 2)
            together = torch.cat([words, near, above], -1)
            return self.parts(together), self.tells(together), self.types(together)


class IncidentLearner(nn.Module):
    """The branch, the transitions of its random field, and the shared layers, which do not learn."""

    forbidden: Tensor

    def __init__(self, shared: Network, sizes: Sizes) -> None:
        super().__init__()
        self.network = IncidentNetwork(sizes)
        for own, layer in zip(self.network.layers, shared.bert.encoder["layer"][SHARED_LAYERS:], strict=True):
            own.load_state_dict(layer.state_dict())
        self.transitions = nn.Parameter(torch.zeros(2 * (len(tags_of(ROLES)),)))
        self.register_buffer("forbidden", torch.tensor(~allowed_of(tags_of(ROLES))))
        self._shared = [shared.eval().requires_grad_(False)]  # in a list: no part of what is learnt or kept

    def states(self, batch: Mapping[str, Tensor]) -> Tensor:
        """What the shared layers make of a batch of pieces and their features."""
        with torch.no_grad():
            return self._shared[0].lower(batch, SHARED_LAYERS)

    def scores(self) -> Tensor:
        """The transitions as decoding uses them."""
        return self.transitions.masked_fill(self.forbidden, FORBIDDEN)

    def tagging(self, emissions: Tensor, allowed: Tensor, words: Tensor) -> Tensor:
        """The negative log-likelihood of all taggings that are ``allowed`` (batch, words, tags), a number for each
        window: where several are, the network may choose among them."""
        either = torch.cat([emissions.masked_fill(~allowed, FORBIDDEN), emissions])
        mask = torch.cat([words, words])
        step = self.scores().exp()
        alpha = either[:, 0]
        for i in range(1, either.shape[1]):
            # A product of matrices in place of a sum of logarithms over pairs: half the time.
            most = alpha.detach().amax(1, keepdim=True)
            after = most + ((alpha - most).exp() @ step + _TINY).log() + either[:, i]
            alpha = torch.where(mask[:, i : i + 1] > 0, after, alpha)
        right, whole = torch.logsumexp(alpha, 1).chunk(2)
        return whole - right
