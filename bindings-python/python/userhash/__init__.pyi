from . import hmac as hmac
from ._userhash import Error as Error
from ._userhash import KeyRing as KeyRing
from ._userhash import SecretKey as SecretKey
from ._userhash import Visitor as Visitor
from ._userhash import __version__ as __version__
from ._userhash import headers as headers
from ._userhash import loader as loader
from ._userhash import logout_call as logout_call
from ._userhash import logout_csp_hash as logout_csp_hash
from ._userhash import logout_data_tag as logout_data_tag
from ._userhash import logout_script_tag as logout_script_tag

__all__ = [
    "Error",
    "KeyRing",
    "SecretKey",
    "Visitor",
    "__version__",
    "headers",
    "hmac",
    "loader",
    "logout_call",
    "logout_csp_hash",
    "logout_data_tag",
    "logout_script_tag",
]
