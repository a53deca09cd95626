"""The built-in stages, in the order in which they are listed and in which a tie between them is settled."""

from __future__ import annotations

from ..stage import Stage
from .ads import ads
from .comments import comments
from .donation import donation
from .legal import legal
from .nav import nav
from .newsletter import newsletter
from .other import other
from .payment import payment
from .related import related
from .share import share
from .subscription import subscription

ORDER: tuple[Stage, ...] = (
    newsletter,
    donation,
    payment,
    subscription,
    share,
    related,
    ads,
    legal,
    comments,
    nav,
    other,
)

NAMES = tuple(stage.name for stage in ORDER)
