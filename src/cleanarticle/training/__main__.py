"""The old name of `cleanarticle train`, for one more day."""

from ..cli.train import train

if __name__ == "__main__":
    train()
