"""Training: a model of attributions made to fit the texts of a beat, and what the shipped one's training shares.

PyTorch and ONNX are needed here and nowhere else (``pip install 'purport[training]'``); reading never imports this.
``network`` and ``loop`` need PyTorch, ``weights`` needs ONNX, the rest needs neither.
"""

from typing import TYPE_CHECKING

from purport.lazy import attributes

if TYPE_CHECKING:
    from purport.learning.adapting import Trained, train
    from purport.learning.marks import Marked, MarkedText, marked

__all__ = ["Marked", "MarkedText", "Trained", "marked", "train"]

__getattr__ = attributes(
    __name__,
    {"Marked": "marks", "MarkedText": "marks", "marked": "marks", "Trained": "adapting", "train": "adapting"},
)
