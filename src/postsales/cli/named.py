"""Things of the host's own modules, named as ``module:name`` on the command line."""

import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import FunctionType, ModuleType
from typing import TypeVar, cast

from postsales.basics._errors import InvalidValue, short
from postsales.cli.endings import Usage
from postsales.cli.printable import printable
from postsales.orders.order import Order
from postsales.returns.request import ReturnRequest

__all__ = ["Asking", "named", "one_of", "request_of", "titles_of", "typed"]

T = TypeVar("T")
_MISSING = object()
_MOST_NAMES = 20
Asking = Callable[[Order], ReturnRequest]
"""What is asked about an order."""


def named(spec: str, option: str, fits: "Callable[[object], bool]", kind: str) -> object:
    """What is called ``module:name``? Imports the module, and so runs its code.

    ``fits`` says what would do and ``kind`` what that is called: where there is no such name, those
    that would do are told.

    Raises:
        Usage: there is no such module or name, or the module cannot be imported.
    """
    module, _, name = spec.partition(":")
    if not module or not name:
        raise Usage(f"{option} is {short(spec)}: say MODULE:NAME, such as postsales.samples:terms")
    loaded = _imported(module, option)
    found: object = getattr(loaded, name, _MISSING)
    if found is _MISSING:
        has = f"{printable(module)} has no {short(name)}"
        raise Usage(f"{option} is {short(spec)}: {has}; {_there(loaded, fits, kind)}")
    return found


def _there(module: ModuleType, fits: "Callable[[object], bool]", kind: str) -> str:
    """The names in a module that would do."""
    names = sorted(x for x, y in vars(module).items() if not x.startswith("_") and fits(y))
    if not names:
        return f"no name there stands for {kind}"
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{kind} there: {', '.join(names[:_MOST_NAMES])}{more}"


def _imported(module: str, option: str) -> ModuleType:
    # The installed script does not look into the current directory by itself.
    here = os.getcwd()  # noqa: PTH109 - a text, as sys.path wants it
    if here not in sys.path and "" not in sys.path:
        sys.path.insert(0, here)
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and f"{module}.".startswith(f"{error.name}."):
            where = "the installed packages and the current directory were searched"
            raise Usage(f"{option}: there is no module {short(error.name)}; {where}") from None
        raise Usage(_failed(module, option, error)) from error
    except Exception as error:
        raise Usage(_failed(module, option, error)) from error


def _failed(module: str, option: str, error: Exception) -> str:
    why = printable(f"{type(error).__name__}: {error}")
    return f"{option}: importing {printable(module)} failed with {why[:300]}"


def typed(spec: str, option: str, wanted: type[T]) -> T:
    """The value of one class that is called ``module:name``.

    Raises:
        Usage: it is something else.
    """
    return cast("T", one_of(spec, option, (wanted,), wanted.__name__))


def one_of(spec: str, option: str, wanted: tuple[type, ...], kind: str) -> object:
    """The value of one of several classes that is called ``module:name``; ``kind`` names them all.

    Raises:
        Usage: it is something else.
    """
    found = named(spec, option, lambda x: isinstance(x, wanted), kind)
    if not isinstance(found, wanted):
        raise Usage(f"{option} is {spec}, {_kind(found)}: {kind} is needed")
    return found


def request_of(spec: str) -> Asking:
    """What is asked about each order, from a request, a mapping or a function.

    Raises:
        Usage: it is none of them.
    """
    found = named(spec, "--request", _is_request, "requests")
    if isinstance(found, ReturnRequest):
        return lambda _: found
    if isinstance(found, Mapping):
        requests = cast("Mapping[object, object]", found)
        return lambda order: _request_in(requests, order, spec)
    if callable(found):
        return cast("Asking", found)
    allowed = "a ReturnRequest, a mapping from order id to one or a function is needed"
    raise Usage(f"--request is {spec}, {_kind(found)}: {allowed}")


def _is_request(value: object) -> bool:
    if isinstance(value, Mapping):
        requests = cast("Mapping[object, object]", value)
        return any(isinstance(x, ReturnRequest) for x in requests.values())
    return isinstance(value, ReturnRequest | FunctionType)


def _is_titles(value: object) -> bool:
    if not isinstance(value, Mapping):
        return False
    titles = cast("Mapping[object, object]", value)
    return bool(titles) and all(isinstance(x, str) for x in titles.values())


def _request_in(requests: "Mapping[object, object]", order: Order, spec: str) -> ReturnRequest:
    found = requests.get(order.id)
    if not isinstance(found, ReturnRequest):
        raise InvalidValue("order", order.id, f"{spec} has no ReturnRequest for it")
    return found


def titles_of(spec: str) -> Callable[[Order], str]:
    """The title of each order, empty for those that have none.

    Raises:
        Usage: it is no mapping.
    """
    found: object = named(spec, "--titles", _is_titles, "titles")
    if not isinstance(found, Mapping):
        raise Usage(
            f"--titles is {spec}, {_kind(found)}: a mapping from order id to text is needed"
        )
    titles = cast("Mapping[object, object]", found)
    return lambda order: str(titles.get(order.id, ""))


def _kind(value: object) -> str:
    name = value.__name__ if isinstance(value, type) else type(value).__name__
    return f"the class {name}" if isinstance(value, type) else f"of the class {name}"
