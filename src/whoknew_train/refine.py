"""The last step of the recipe: heads trained on the finished encoder, ``python -m whoknew_train.refine RUN FOLDER``.

The encoder of RUN (the moving average of its weights) reads the training documents once; heads are then trained on the word
vectors that it gave, in minutes, and FOLDER gets a checkpoint with the encoder as it was and those heads in the place of
the old ones. What the heads see is what they will see at run time: its windows, and the reader's own trees.
"""

import numpy as np
import torch
from torch import Tensor, nn

from whoknew_train.frozen import Frozen


def average_of(head: nn.Module) -> dict[str, Tensor]:
    """A copy of a head's weights."""
    return {name: p.detach().clone() for name, p in head.state_dict().items()}


def fit(head: nn.Module, frozen: Frozen, epochs: int, rate: float, decay: float, seed: int) -> dict[str, Tensor]:
    """Train a head on kept vectors; returns the moving average of its weights."""
    random = np.random.default_rng(seed)
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
    average = average_of(head)
    steps = epochs * frozen.batches
    step = 0
    head.train()
    for _ in range(epochs):
        for batch, vectors in frozen.epoch(random):
            warm = min(1.0, (step + 1) / (0.05 * steps))
            for group in optimizer.param_groups:
                group["lr"] = rate * warm * max(0.01, 1 - step / steps)
            loss = head.loss(vectors, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 2.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            share = min(decay, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, p in head.state_dict().items():
                    average[name].lerp_(p, 1 - share)
    head.eval()
    return average
