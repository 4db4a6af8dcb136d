"""A class on one machine: students of a JupyterHub open the same lecture at once, and all play.

    pip install jupyterhub==6.1.1; npm install configurable-http-proxy
    python -m tests.benchmarks.class_at_once 5 10 --proxy node_modules/.bin/configurable-http-proxy

A hub, its proxy, a server and a kernel for each student, on loopback addresses only. Students are
clients on websockets, who answer as the page does: they fetch plotly.js, say hello, and confirm
every fourth frame. What a browser computes is not the machine's in a real class, and not counted.
All is ended after it; a stage that takes longer than --patience fails.
"""

import argparse
import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from secrets import token_hex
from statistics import median
from time import perf_counter

import psutil

from tests.benchmarks.student import Student
from tests.servers import free_port

KERNELS = Path(__file__).parents[2] / "binder" / "hub" / "kernels.json"
PANEL = "optimizer_race(steps=1000)"
COLUMNS = "students|servers, s|panel, s|first picture, s|frames a second|gap, ms|Play, ms|Stop, ms"
COLUMNS += "|cores|start, CPU s|MB each|load before"

# Nobody logs in: a service with a secret of this run starts the servers and reaches them.
CONFIG = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = ["{proxy}"]
c.ConfigurableHTTPProxy.pid_file = "{folder}/proxy.pid"
c.JupyterHub.authenticator_class = "null"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
c.Spawner.args = ["--allow-root", "--ServerApp.log_level=ERROR"]
c.Spawner.environment = {{"JUPYTER_CONFIG_PATH": "{folder}"}}
# of the numbers that nobody gets by chance, so that no two servers have the same
ports = iter(range(21000, 22000))
c.Spawner.pre_spawn_hook = lambda spawner: setattr(spawner, "port", next(ports))
c.Spawner.ip = "127.0.0.1"
c.Spawner.start_timeout = c.Spawner.http_timeout = {patience}
c.JupyterHub.services = [dict(name="class", api_token="{token}")]
scopes = ["admin:users", "admin:servers", "access:servers"]
c.JupyterHub.load_roles = [dict(name="class", services=["class"], scopes=scopes)]
c.JupyterHub.log_level = "ERROR"
"""


class Hub:
    """A JupyterHub in a folder of its own, with everything that it has started."""

    def __init__(self, folder, proxy, patience):
        self.token, self.port = token_hex(16), free_port()
        places = dict(port=self.port, hub=free_port(), api=free_port(), folder=folder)
        config = folder / "config.py"
        proxy = Path(proxy).resolve()
        shutil.copy(KERNELS, folder / "jupyter_server_config.json")
        config.write_text(CONFIG.format(**places, proxy=proxy, patience=patience, token=self.token))
        command = [sys.executable, "-m", "jupyterhub", "-f", str(config)]
        beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self.log = open(folder / "log.txt", "w")  # noqa: SIM115
        about = dict(cwd=folder, stdout=self.log, stderr=self.log, start_new_session=True)
        self.process = subprocess.Popen(command, env=os.environ | {"PATH": beside}, **about)
        self.url = f"http://127.0.0.1:{self.port}"

    def parts(self):
        """{"kernels": [...], "servers": [...], "proxy": [...]}: its processes."""
        found = {"kernels": [], "servers": [], "proxy": []}
        for child in psutil.Process(self.process.pid).children(recursive=True):
            words = " ".join(child.cmdline())
            kinds = dict(ipykernel="kernels", singleuser="servers", proxy="proxy")
            kind = next((kinds[word] for word in kinds if word in words), None)
            if kind and child.status() != psutil.STATUS_ZOMBIE:
                found[kind].append(child)
        return found

    def close(self):
        """End it and all that it has started."""
        everybody = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(signal.SIGTERM)
        _, left = psutil.wait_procs([psutil.Process(self.process.pid), *everybody], 20)
        for process in left:
            process.kill()
        self.log.close()


def seconds_of(parts):
    """CPU seconds of kernels, servers and proxy so far."""
    return {k: sum(sum(p.cpu_times()[:2]) for p in some) for k, some in parts.items()}


def memory_of(parts):
    """Megabytes of a server and a kernel, what they share counted once."""
    sizes = [[p.memory_full_info().pss / 1e6 for p in parts[k]] for k in ("servers", "kernels")]
    return "{:.0f} + {:.0f}".format(*map(median, sizes))


async def together(students, action, *given):
    """All do it at once -> seconds until the last one is done, what each gave."""
    began = perf_counter()
    results = await asyncio.gather(*(getattr(student, action)(*given) for student in students))
    lasted = perf_counter() - began
    print(f"{len(students)} students: {action} {given[:1]} took {lasted:.1f} s", file=sys.stderr)
    return lasted, results


async def measure(hub, count, asked):
    """A row of the table."""
    students = [Student(hub.url, hub.token, f"student{n}", asked.patience) for n in range(count)]
    load = os.getloadavg()[0]
    up, _ = await together(students, "start")
    began = perf_counter()
    panel, _ = await together(students, "show", f"import widgets; widgets.{asked.panel}")
    pictures = [student.picture_at - began for student in students]
    start = sum(seconds_of(hub.parts()).values()) / count
    await asyncio.sleep(2)
    _, played = await together(students, "press", "Play", "Pause")
    parts = hub.parts()
    before, from_ = seconds_of(parts), perf_counter()
    for student in students:
        student.frames.clear()
    await asyncio.sleep(asked.seconds)
    lasted, after = perf_counter() - from_, seconds_of(parts)
    rates = [len(student.frames) / lasted for student in students]
    gaps = sorted(b - a for s in students for a, b in zip(s.frames, s.frames[1:], strict=False))
    stopped = [float("nan")]  # where a run is over before
    if all(student.words[student.buttons["Play"]] == "Pause" for student in students):
        _, stopped = await together(students, "press", "Stop", "Play")
    cores = " + ".join(f"{(after[k] - before[k]) / lasted:.2f}" for k in parts)
    row = [count, f"{up:.0f}", f"{panel:.1f}", f"{max(pictures):.1f}"]
    row += [f"{median(rates):.1f} ({min(rates):.1f})", f"{1000 * gaps[int(0.95 * len(gaps))]:.0f}"]
    row += [
        f"{1000 * median(played):.0f}",
        f"{1000 * median(stopped):.0f} / {1000 * max(stopped):.0f}",
    ]
    row += [cores, f"{start:.1f}", memory_of(parts), f"{load:.1f}"]
    await together(students, "leave")
    return row


async def one_class(count, asked):
    """A hub of its own for each size of class."""
    with tempfile.TemporaryDirectory() as folder:
        hub = Hub(Path(folder), asked.proxy, asked.patience)
        try:
            return await measure(hub, count, asked)
        except Exception:
            print((Path(folder) / "log.txt").read_text()[-3000:], file=sys.stderr)
            raise
        finally:
            hub.close()


def main():
    """Print the table, a row after each class."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("students", nargs="*", type=int, default=[5, 10, 20])
    parser.add_argument("--panel", default=PANEL, help="what they open")
    parser.add_argument("--proxy", default="configurable-http-proxy", help="its command")
    parser.add_argument("--seconds", type=float, default=10, help="of playing")
    parser.add_argument("--patience", type=int, default=300, help="seconds for a stage")
    asked = parser.parse_args()
    print(f"| {COLUMNS.replace('|', ' | ')} |\n{'|---' * len(COLUMNS.split('|'))}|", flush=True)
    for count in asked.students:
        row = asyncio.run(one_class(count, asked))
        print(f"| {' | '.join(map(str, row))} |", flush=True)


if __name__ == "__main__":
    main()
