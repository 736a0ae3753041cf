"""The network: a BERT encoder with casing, layout, quotation marks and syntax beside the word pieces; a tag for each
word, tied by a conditional random field; and pointers from content to cue and from cue to speaker."""

import torch
from torch import Tensor, nn
from transformers import BertModel

from purport.language.encoder import FEATURES
from purport.language.words import CASES, DEPENDENCIES, GAPS, PARTS_OF_SPEECH, QUOTES
from purport.reading.attribution_model import ALLOWED, BUCKETS, LINK_WIDTH, TAGS, bucket

LABELS = {"case": CASES, "gap": GAPS, "quote": QUOTES, "tag": PARTS_OF_SPEECH, "dependency": DEPENDENCIES}
NEAR_WIDTH = 256
ABOVE_WIDTH = 128


class Network(nn.Module):
    """``forward`` takes the inputs of ``purport.language.encoder.packed``, gives (batch, words, tags) and
    (batch, words, 4 * LINK_WIDTH): the query and key of content to cue, then of cue to speaker."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        width = bert.config.hidden_size
        self.features = nn.ModuleDict({name: nn.Embedding(len(LABELS[name]) + 1, width) for name in FEATURES})
        for table in self.features.values():
            nn.init.normal_(table.weight, std=0.005)
        self.dropout = nn.Dropout(0.1)
        self.around = nn.Conv1d(width, NEAR_WIDTH, 3, padding=1)
        self.above = nn.Linear(width, ABOVE_WIDTH)
        self.tags = nn.Linear(width + NEAR_WIDTH + ABOVE_WIDTH, len(TAGS))
        self.links = nn.Linear(width + ABOVE_WIDTH, 4 * LINK_WIDTH)

    def forward(
        self,
        ids: Tensor,
        mask: Tensor,
        case: Tensor,
        gap: Tensor,
        quote: Tensor,
        tag: Tensor,
        dependency: Tensor,
        heads: Tensor,
        parents: Tensor,
    ):
        embedded = self.bert.embeddings.word_embeddings(ids)
        for name, values in zip(FEATURES, (case, gap, quote, tag, dependency), strict=True):
            embedded = embedded + self.features[name](values)
        states = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        with torch.autocast("cpu", enabled=False):  # the heads are small, and their sums want full precision
            states = states.float()
            known = (heads > 0).unsqueeze(-1).float()
            above = self.dropout(nn.functional.gelu(self.above(self.at(states, parents)))) * known
            words = self.dropout(self.at(states, heads) * known)
            near = self.dropout(nn.functional.gelu(self.around(words.transpose(1, 2)))).transpose(1, 2)
            return self.tags(torch.cat([words, near, above], -1)), self.links(torch.cat([words, above], -1))

    @staticmethod
    def at(states: Tensor, places: Tensor) -> Tensor:
        return torch.gather(states, 1, places.unsqueeze(-1).expand(-1, -1, states.shape[-1]))


class Losses(nn.Module):
    """What is learnt beside the network: transitions of the random field, the pointers' distances and empty targets."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.distance = nn.Parameter(torch.zeros(2, BUCKETS))
        self.nowhere = nn.Parameter(torch.zeros(2))
        self.register_buffer("forbidden", torch.tensor(~ALLOWED))

    def scores(self) -> Tensor:
        return self.transitions.masked_fill(self.forbidden, -1e4)

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
        buckets = bucket_table(links.shape[1])[place.unsqueeze(0) - place.unsqueeze(1) + links.shape[1] - 1]
        total = links.new_zeros((), dtype=torch.float32)
        for kind, (q, k) in enumerate(((q0, k0), (q1, k1))):
            scores = q @ k.transpose(1, 2) / LINK_WIDTH**0.5 + self.distance[kind][buckets]
            scores = scores.masked_fill(mask.unsqueeze(1) == 0, -1e4)
            scores = torch.cat([scores, self.nowhere[kind].expand(*scores.shape[:2], 1)], -1)
            logs = torch.log_softmax(scores, -1)
            to = torch.cat([targets[:, kind], ~targets[:, kind].any(-1, keepdim=True)], -1)
            right = torch.logsumexp(logs.masked_fill(~to, -1e4), -1)
            total = total - (right * known[:, kind]).sum() / known[:, kind].sum().clamp(min=1)
        return total


def bucket_table(width: int) -> Tensor:
    return torch.tensor([bucket(d) for d in range(1 - width, width)])
