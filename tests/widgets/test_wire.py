"""What a kernel says is not lost when nobody listens for a while."""

import time

import pytest
from jupyter_client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

PANEL = "from widgets import momentum_hill\nmomentum_hill()"
N = 8000  # messages of 5 kB, of which some are lost where nothing is done
TALK = f"for k in range({N}): get_ipython().display_pub.publish({{'text/plain': f'{{k:5000}}'}})"


@pytest.fixture
def kernel():
    """(Its manager, a client)."""
    manager, client = start_new_kernel()
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def said(client, request):
    """Numbers in the messages up to the end of a cell."""
    heard = []
    while True:
        message = client.get_iopub_msg(timeout=30)
        if message["parent_header"].get("msg_id") == request:
            if message["content"].get("execution_state") == "idle":
                return heard
            if message["msg_type"] == "display_data":
                heard.append(int(message["content"]["data"]["text/plain"]))


def test_a_kernel_waits_for_a_page_that_is_slower(kernel):
    _, client = kernel
    said(client, client.execute(PANEL))
    talk = client.execute(TALK)
    time.sleep(2)  # nobody listens
    assert said(client, talk) == list(range(N))


def test_a_page_that_is_gone_stops_nobody(kernel):
    manager, client = kernel
    other = BlockingKernelClient(connection_file=manager.connection_file)
    other.load_connection_file()
    other.start_channels()
    other.wait_for_ready(timeout=30)
    said(client, client.execute(PANEL))
    talk = client.execute(TALK)
    time.sleep(1)  # the kernel waits for both
    other.stop_channels()
    assert said(client, talk) == list(range(N))
