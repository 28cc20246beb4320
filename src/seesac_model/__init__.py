"""
The typed record of cooperation against illicit firearms: who met whom, when, under which mandate, with what result.

>>> import seesac_model as sm
>>> war = sm.Topic(id="war-in-ukraine", label="war in Ukraine")
>>> sm.Dataset([war]).topics["war-in-ukraine"].label
'war in Ukraine'
"""

from __future__ import annotations

import seesac_model.dataset as _dataset
import seesac_model.errors as _errors
import seesac_model.formats as _formats
import seesac_model.model as _model
from seesac_model.dataset import *  # noqa: F403 - the face re-exports whole layers
from seesac_model.errors import *  # noqa: F403 - as above
from seesac_model.formats import *  # noqa: F403 - as above
from seesac_model.model import *  # noqa: F403 - as above

__all__: list[str] = []
__all__ += _dataset.__all__
__all__ += _errors.__all__
__all__ += _formats.__all__
__all__ += _model.__all__
