"""The server under the application: uvicorn, with bounds on connections that say nothing and on those that do not read.

`python -m chat_app run` and `reflex run --env prod` both serve by `serve` (docs/decisions/0025-the-server.md).
"""

from chat_app.server.serving import leave_with_supervisor, serve, settle_collector

__all__ = ["leave_with_supervisor", "serve", "settle_collector"]
