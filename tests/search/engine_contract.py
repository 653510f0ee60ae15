"""What every engine does, however it does it. An engine's tests are a subclass of this."""

from .contract.explaining import Explaining
from .contract.facets import Facets
from .contract.files import Files
from .contract.hostile import Hostile
from .contract.order import Order
from .contract.visibility import Visibility
from .contract.words import Words


class EngineContract(Words, Order, Facets, Visibility, Files, Hostile, Explaining):
    """Pages are saved, moved and deleted as editors do it; the engine is asked at once."""
