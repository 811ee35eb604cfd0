from . import hmac as hmac
from ._userhash import Error as Error
from ._userhash import KeyRing as KeyRing
from ._userhash import SecretKey as SecretKey
from ._userhash import __version__ as __version__

__all__ = ["Error", "KeyRing", "SecretKey", "__version__", "hmac"]
