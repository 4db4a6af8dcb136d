"""What is prepared for a class: real passwords, limits that fit, an image that is found, a link."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlparse
from uuid import uuid4

import pytest
import yaml

from tests.servers import settings_in

# what The Littlest JupyterHub 2.0 reads; anything else it passes over without a word
TLJH = {
    "users": {"admin"},
    "auth": {"type", "NativeAuthenticator"},
    "https": {"enabled", "letsencrypt"},
    "limits": {"memory", "cpu"},
    "user_environment": {"default_app"},
    "services": {"cull"},
}


@pytest.fixture
def hub(project):
    return project / "binder" / "hub"


@pytest.fixture
def tljh(hub):
    return yaml.safe_load((hub / "tljh.yaml").read_text())


@pytest.fixture
def pods(hub):
    return yaml.safe_load((hub / "zero_to_jupyterhub.yaml").read_text())


def gigabytes(text):
    return float(re.fullmatch(r"([\d.]+)G", text).group(1))


def size(hub, *words):
    """-> cores, GB as they are printed."""
    command = [sys.executable, hub / "size.py", *words]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return tuple(map(int, re.fullmatch(r"(\d+) cores \([\d.]+\), (\d+) GB\n", said).groups()))


def test_nobody_comes_in_without_a_password_and_a_word_of_the_teacher(tljh, pods, hub):
    own = tljh["auth"]["NativeAuthenticator"]
    theirs = pods["hub"]["config"]
    assert tljh["auth"]["type"] == "nativeauthenticator.NativeAuthenticator"
    assert theirs["JupyterHub"]["authenticator_class"] == "native"
    for asked in own, theirs["NativeAuthenticator"]:
        assert asked["open_signup"] is False and asked["minimum_password_length"] >= 10
        assert asked["check_common_password"] and asked["allowed_failed_logins"]
    assert own == theirs["NativeAuthenticator"] | {
        "allow_all": theirs["Authenticator"]["allow_all"],
        "username_pattern": own["username_pattern"],
    }
    assert tljh["users"]["admin"] == theirs["Authenticator"]["admin_users"]
    assert tljh["https"]["enabled"] and pods["proxy"]["https"]["enabled"]
    for path in hub.iterdir():
        assert "dummy" not in path.read_text(encoding="utf-8").lower(), path


def test_the_littlest_hub_knows_these_words(tljh):
    assert {name: set(about) for name, about in tljh.items()} == TLJH


def test_kernels_that_nobody_sees_end_in_both(hub, pods):
    alone = json.loads((hub / "kernels.json").read_text())["MappingKernelManager"]
    there = pods["singleuser"]["extraFiles"]["kernels"]
    assert there["data"]["MappingKernelManager"] == alone
    assert not alone["cull_connected"]  # whoever reads keeps what he did
    assert there["mountPath"].endswith("jupyter_server_config.json")  # others are not read
    assert "etc/jupyter/jupyter_server_config.json\n" in (hub / "README.md").read_text()


def test_names_are_short_enough_for_sockets(hub, tljh):
    """A kernel on one machine speaks through files, whose paths may have 107 characters."""
    assert json.loads((hub / "kernels.json").read_text())["KernelManager"] == {"transport": "ipc"}
    pattern = re.compile(tljh["auth"]["NativeAuthenticator"]["username_pattern"])
    names = ["a" * n for n in range(40) if pattern.fullmatch("a" * n)]
    kernel = f"kernel-{uuid4()}-ipc-5"
    assert len(f"/home/jupyter-{names[-1]}/.local/share/jupyter/runtime/{kernel}") <= 107
    assert len(names[-1]) == 14 and not pattern.fullmatch("Ada")


def test_settings_of_kernels_are_read(hub, tmp_path):
    """A server takes them from where the README puts them."""
    shutil.copy(hub / "kernels.json", tmp_path / "jupyter_server_config.json")
    environment = os.environ | settings_in(tmp_path) | {"JUPYTER_CONFIG_PATH": str(tmp_path)}
    command = [sys.executable, "-m", "jupyter_server", "--show-config-json"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    shown = json.loads(said.stdout)
    for name, about in json.loads((hub / "kernels.json").read_text()).items():
        assert shown[name] == about


def test_who_is_away_makes_room(tljh, pods):
    alone, theirs = tljh["services"]["cull"], pods["cull"]
    assert alone == theirs and alone["enabled"] and alone["every"] < alone["timeout"]


def test_limits_leave_room_for_what_was_measured(tljh, pods):
    server, kernel, largest = 0.13, 0.16, 0.22  # GB, a kernel after its first panel, with digits
    assert gigabytes(tljh["limits"]["memory"]) > server + 3 * largest
    memory = pods["singleuser"]["memory"]
    assert server + kernel < gigabytes(memory["guarantee"]) < gigabytes(memory["limit"])
    assert pods["singleuser"]["cpu"]["limit"] >= 1  # below it the first picture takes long


def test_the_size_of_a_machine(hub):
    assert size(hub, "30") == (2, 10)
    assert size(hub, "30", "--notebooks", "1", "--playing", "1") == (3, 7)
    assert size(hub, "20", "--playing", "0.5", "--training", "1")[0] == 3


def test_the_formula_is_that_of_the_page(hub):
    page, code = (hub / "README.md").read_text(), (hub / "size.py").read_text()
    for name, figure in ("START", "3.2"), ("FRAME", "0.0032"), ("TRAINING", "0.3"):
        assert f"{name} = {figure} " in code and figure in page
    assert "SYSTEM, SERVER, KERNEL = 0.3, 0.12, 0.1" in code
    assert "memory = 0.3 + N·(0.12 + 0.1·notebooks) GB" in page


def test_the_link_opens_the_first_lecture(hub, project):
    link = re.search(r"https://\S+/git-pull\S+", (hub / "README.md").read_text()).group()
    asked = parse_qs(urlparse(link).query)
    [repo], [place] = asked["repo"], asked["urlpath"]
    folder = Path(urlparse(repo).path).name
    assert place.startswith(f"lab/tree/{folder}/")
    assert (project / place.removeprefix(f"lab/tree/{folder}/")).is_file()


def test_the_image_has_the_course_outside_of_the_home(hub, project, tmp_path, pods):
    """A disk of the student's own covers the home folder of the image."""
    said = (hub / "README.md").read_text()
    folder = re.search(r"--target-repo-dir (\S+)", said).group(1)
    image = re.search(r"--image-name (\S+)", said).group(1)
    assert "{name}:{tag}".format(**pods["singleuser"]["image"]) == image
    tool = Path(sys.executable).with_name("jupyter-repo2docker")
    command = [tool, "--no-build", "--debug", "--target-repo-dir", folder, "."]
    about = dict(cwd=project, env=os.environ | {"HOME": str(tmp_path)}, timeout=120)
    run = subprocess.run(command, capture_output=True, text=True, **about)
    assert run.returncode == 0, run.stderr
    assert "ARG REPO_DIR=" in run.stdout and "src/ ${REPO_DIR}/" in run.stdout  # the folder, given
    assert not folder.startswith("/home")
    assert "nbgitpuller" in (project / "binder" / "postBuild").read_text()
