"""Runs inside a server's process: what `python -m chat_app run` does after the build, and nothing before.

Workers that are spawned rather than forked import this file again; so the faults come before the guard.
"""

import os
import sys

if {"BUS_FAULTS", "DIE_BEFORE_ANNOUNCING", "FAIL_AT"} & os.environ.keys():
    import runpy
    from pathlib import Path

    runpy.run_path(str(Path(__file__).with_name("faults.py")))["install"]()

if "SPY" in os.environ:
    import runpy
    from pathlib import Path

    runpy.run_path(str(Path(__file__).with_name("spy.py")))["install"]()

if __name__ == "__main__":
    sys.path[:0] = [os.getcwd()]
    if project := os.environ.get("PARLEY_BENCH"):  # only tests/bench sets it
        from reflex_base.environment import environment

        environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
        sys.path.append(project)
        from tests.bench import bare

        bare.install()
    from chat_app import front_end

    front_end.serve("127.0.0.1", int(os.environ["PORT"]))
