from pathlib import Path
import analyzer.catalogue.loading as _l
from importlib import resources as _r
class _R:
    @staticmethod
    def files(_): return Path(__file__).parent / "catalogue"
_l.resources = _R
from analyzer.catalogue.loading import *
from analyzer.catalogue.entries import *
