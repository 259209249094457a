"""A small web application with a returns page, over the backend in ``sqlite_shop``.

The routes stand in ``app``, what a form says in ``form``, the words around the library's in
``words``, and the pages in ``templates``.
"""

from web_shop.app import create_app

__all__ = ["create_app"]
