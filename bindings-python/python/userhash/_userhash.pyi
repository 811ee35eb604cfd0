# The parameters and errors are described in the classes themselves: see help(userhash).

import sys
from os import PathLike
from types import ModuleType
from typing import Any, Final, Protocol, TypeAlias, final

if sys.version_info >= (3, 12):
    from collections.abc import Buffer, Callable
else:
    from collections.abc import Callable

    from _typeshed import ReadableBuffer as Buffer
from typing_extensions import Self

__version__: Final[str]

class Error(ValueError):
    code: str
    number: int

@final
class SecretKey:
    def __new__(cls, secret: str | Buffer) -> Self: ...
    @classmethod
    def from_env(cls, name: str) -> Self: ...
    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self: ...
    @classmethod
    def from_hex(cls, text: str | Buffer) -> Self: ...
    @classmethod
    def from_base64(cls, text: str | Buffer) -> Self: ...
    def user_hash(self, user: str | Buffer | int) -> str: ...
    def verify(self, user: str | Buffer | int, user_hash: object) -> bool: ...
    @property
    def fingerprint(self) -> str: ...

@final
class KeyRing:
    def __new__(cls, current: SecretKey, *previous: SecretKey) -> Self: ...
    def user_hash(self, user: str | Buffer | int) -> str: ...
    def verify(self, user: str | Buffer | int, user_hash: object) -> bool: ...
    def verified_by(self, user: str | Buffer | int, user_hash: object) -> int | None: ...
