"""The two networks: the scout sees every blob, the reader the best of them."""
import torch
from torch import nn

NUMBERS = 7


def normalised(hu):
    """Network input of HU: −1 at −1000 and below, 1 at 400 and above."""
    return (hu.clamp(-1000, 400) + 1000) / 700 - 1


class Tower(nn.Module):
    """A convolution that halves, then blocks of convolution, batch normalisation, rectifier and pooling."""

    def __init__(self, first, blocks):
        super().__init__()
        layers = [nn.Conv3d(1, first, 4, stride=2, padding=1, bias=False), nn.BatchNorm3d(first), nn.ReLU(inplace=True)]
        before = first
        for width in blocks:
            layers += [nn.Conv3d(before, width, 3, padding=1, bias=False), nn.BatchNorm3d(width), nn.ReLU(inplace=True),
                       nn.MaxPool3d(2)]
            before = width
        self.layers = nn.Sequential(*layers)

    def forward(self, patch):
        return self.layers(patch).flatten(1)


class Scout(nn.Module):
    """Near and wide patch (16³ each) and the numbers of a blob → a logit."""

    def __init__(self):
        super().__init__()
        self.patch, self.wide = Tower(12, (16, 32)), Tower(12, (16, 24))
        self.hidden = nn.Linear((32 + 24) * 8 + NUMBERS, 48)
        self.drop = nn.Dropout(0.2)
        self.last = nn.Linear(48, 1)

    def forward(self, patch, wide, numbers):
        seen = torch.cat([self.patch(patch), self.wide(wide), numbers], 1)
        return self.last(self.drop(torch.relu(self.hidden(seen))))[:, 0]


class Reader(nn.Module):
    """Fine (24³) and wide (16³) patch and the numbers of a blob → a logit."""

    def __init__(self):
        super().__init__()
        self.patch, self.wide = Tower(16, (32, 64)), Tower(12, (24, 32))
        self.hidden = nn.Linear(64 * 27 + 32 * 8 + NUMBERS, 64)
        self.drop = nn.Dropout(0.3)
        self.last = nn.Linear(64, 1)

    def forward(self, patch, wide, numbers):
        seen = torch.cat([self.patch(patch), self.wide(wide), numbers], 1)
        return self.last(self.drop(torch.relu(self.hidden(seen))))[:, 0]


NETWORKS = {"scout": Scout, "reader": Reader}
