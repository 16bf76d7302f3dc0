"""Runs inside a server's process: what `reflex run --env prod` does after the build, and nothing before."""

import os

if __name__ == "__main__":
    from reflex.utils.exec import run_backend_prod
    from reflex_base.constants import Env
    from reflex_base.environment import environment

    environment.REFLEX_ENV_MODE.set(Env.PROD)
    environment.REFLEX_SKIP_COMPILE.set(True)
    run_backend_prod("127.0.0.1", int(os.environ["PORT"]), mount_frontend_compiled_app=True)
