"""The server under the application: uvicorn, with limits for connections that are silent or do not read.

`python -m chat_app run` and `reflex run --env prod` both serve by `serve` (docs/decisions/0025-the-server.md).
"""

from chat_app.server.serving import serve, stop_with_supervisor, tune_collector

__all__ = ["serve", "stop_with_supervisor", "tune_collector"]
