import subprocess
import sys

SCRIPT = """
import threading
import beatreel.executors.preload
from numba.core import registry
contexts = registry.cpu_target.typing_context, registry.cpu_target.target_context
print(threading.active_count(), len(contexts[0]._functions) > 100, len(contexts[1]._defns) > 100)
"""


def test_what_workers_are_forked_from_has_numba_ready_and_no_thread():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "True", "True"]
