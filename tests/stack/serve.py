"""Runs inside a server's process: what `reflex run --env prod` does after the build, and nothing before.

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
    from reflex.utils.exec import run_backend_prod
    from reflex_base.config import get_config
    from reflex_base.constants import Env
    from reflex_base.environment import environment

    environment.REFLEX_ENV_MODE.set(Env.PROD)
    environment.REFLEX_SKIP_COMPILE.set(True)
    if project := os.environ.get("PARLEY_BENCH"):  # only tests/bench sets it
        environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
        sys.path[:0] = [os.getcwd()]
        sys.path.append(project)
        from tests.bench import bare

        bare.install()
    get_config()  # which says how to serve
    run_backend_prod("127.0.0.1", int(os.environ["PORT"]), mount_frontend_compiled_app=True)
