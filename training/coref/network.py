"""The network: an encoder that reads two excerpts side by side, and for each two mentions in them how likely they are
one event."""

import torch
from torch import Tensor, nn

from purport.learning.network import DROPOUT, Encoder, Sizes

MENTION_WIDTH = 256
PAIR_WIDTH = 128
# Before anything is learnt, few pairs are one event.
_SELDOM = -2.0


class CorefNetwork(nn.Module):
    """What ``purport.analysis.mentions.model`` runs."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.bert = Encoder(sizes)
        self.side = nn.Embedding(2, sizes.width)
        self.mark = nn.Embedding(2, sizes.width)
        for table in (self.side, self.mark):
            nn.init.normal_(table.weight, std=0.01)
        self.dropout = nn.Dropout(DROPOUT)
        self.mention = nn.Linear(sizes.width, MENTION_WIDTH)
        self.pair = nn.Linear(3 * MENTION_WIDTH, PAIR_WIDTH)
        self.links = nn.Linear(PAIR_WIDTH, 1)
        nn.init.constant_(self.links.bias, _SELDOM)

    def forward(self, ids: Tensor, mask: Tensor | None, sides: Tensor, marks: Tensor, among: Tensor) -> Tensor:
        """(batch, pieces) ids, which are pieces at all (None where nothing is padded), sides and marks;
        (batch, mentions, pieces) ``among``, each mention's share of pieces, summing to one. Gives (batch, mentions,
        mentions) logits, alike both ways."""
        embedded = self.bert.embeddings.word_embeddings(ids) + self.side(sides) + self.mark(marks)
        states = self.bert(embedded, mask)
        with torch.autocast("cpu", enabled=False):  # small, and wants full precision
            found = nn.functional.gelu(self.mention(self.dropout(among @ states.float())))
            one, other = found.unsqueeze(2), found.unsqueeze(1)
            pairs = torch.cat([one * other, (one - other).abs(), one + other], -1)
            hidden = self.dropout(nn.functional.gelu(self.pair(pairs)))
            logits: Tensor = self.links(hidden).squeeze(-1)
            return logits
