"""A student of the load test: a server, a kernel and a panel, used as a page uses them."""

import asyncio
import json
import struct
import uuid
from contextlib import suppress
from time import perf_counter

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClosedError, websocket_connect

ACK_FRAMES = 4  # as in widgets/figure/figure.js
LARGEST = 64 * 2**20
AsyncHTTPClient.configure(None, max_clients=200, max_body_size=LARGEST)


class Student:
    """frames: times at which frames of the figure came; picture_at: when all of it was there."""

    def __init__(self, hub, token, name, patience):
        self.hub, self.name, self.patience = hub, name, patience
        self.headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
        self.server = f"{hub}/user/{name}"
        self.waits = dict(connect_timeout=patience, request_timeout=patience)
        self.socket = self.figure = self.reader = self.picture_at = None
        self.frames, self.seq, self.acked = [], 0, 0
        self.buttons, self.words, self.waiting = {}, {}, []
        self.trouble, self.answered = None, False

    async def ask(self, method, url, body=None, good=(200, 201, 202, 204, 409)):
        """The answer of the hub or of the own server, None where there is none."""
        text = json.dumps(body or {}) if method == "POST" else None
        request = HTTPRequest(url, method, self.headers, text, **self.waits)
        try:
            answer = await AsyncHTTPClient().fetch(request, raise_error=False)
        except (OSError, HTTPClientError):
            return None
        if answer.code not in good:
            return None
        is_json = "json" in answer.headers.get("Content-Type", "")
        return json.loads(answer.body) if is_json and answer.body else answer.body

    async def until(self, is_so, what):
        """Wait for it, at most as long as there is patience."""
        deadline = perf_counter() + self.patience
        while not (found := await is_so()):
            if self.trouble or perf_counter() > deadline:
                raise TimeoutError(f"{self.name}: {self.trouble or what + ' did not come'}")
            await asyncio.sleep(0.2)
        return found

    # ---- server, kernel, panel

    async def start(self):
        """Until the own server answers."""
        user = f"{self.hub}/hub/api/users/{self.name}"
        await self.until(lambda: self.ask("GET", f"{self.hub}/hub/api/"), "the hub")
        await self.ask("POST", user)
        await self.ask("POST", f"{user}/server")
        await self.until(lambda: self.ask("GET", f"{self.server}/api/status"), "the server")

    async def show(self, code):
        """Start a kernel, run the cell, and draw the panel."""
        kernel = await self.ask("POST", f"{self.server}/api/kernels")
        await self.until(lambda: self.connect(kernel["id"]), "the kernel")
        self.send("shell", "execute_request", code=code, silent=False, store_history=True)

        async def there():
            return self.picture_at

        await self.until(there, "the picture")

    async def connect(self, kernel):
        """Has the kernel answered? A server closes the socket of one that is slow to start."""
        address = f"{self.server}/api/kernels/{kernel}/channels".replace("http", "ws", 1)
        request = HTTPRequest(address, headers=self.headers, **self.waits)
        with suppress(HTTPClientError, WebSocketClosedError):
            self.socket = await websocket_connect(request, max_message_size=LARGEST)
            self.send("shell", "kernel_info_request")
            self.reader = asyncio.create_task(self.read())
            deadline = perf_counter() + self.patience
            while not (self.answered or self.reader.done() or perf_counter() > deadline):
                await asyncio.sleep(0.02)
        return self.answered

    async def leave(self):
        """Go home; the kernel stays, as it does."""
        self.socket.close()
        self.reader.cancel()
        await asyncio.gather(self.reader, return_exceptions=True)

    # ---- messages

    def send(self, channel, kind, **content):
        """A message to the kernel."""
        header = dict(msg_id=uuid.uuid4().hex, msg_type=kind, session=self.name, username="")
        header |= dict(version="5.3", date="2000-01-01T00:00:00Z")
        message = dict(header=header, parent_header={}, metadata={}, content=content)
        self.socket.write_message(json.dumps(message | dict(channel=channel, buffers=[])))

    def tell(self, comm, **content):
        """A custom message to a widget."""
        self.send("shell", "comm_msg", comm_id=comm, data=dict(method="custom", content=content))

    async def read(self):
        """All that comes."""
        while (raw := await self.socket.read_message()) is not None:
            if isinstance(raw, bytes):
                start, end = struct.unpack_from("!II", raw, 4)
                raw = raw[start:end] if struct.unpack_from("!I", raw)[0] > 1 else raw[start:]
            message = json.loads(raw)
            await getattr(self, "on_" + message["header"]["msg_type"], self.ignore)(message)

    async def ignore(self, message):
        """Nothing that a student waits for."""

    async def on_kernel_info_reply(self, message):
        self.answered = True

    async def on_error(self, message):
        self.trouble = message["content"]["evalue"]

    async def on_comm_open(self, message):
        """A widget: the figure, or a button."""
        comm, data = message["content"]["comm_id"], message["content"]["data"]
        state = data.get("state", {})
        if "plotly_version" in state:
            self.figure, self.seq = comm, state["state"]["seq"]
            plotly = f"{self.server}/live/plotly-{state['plotly_version']}.js"
            if state["plotly_served"]:
                asyncio.create_task(self.draw(plotly))
            else:
                self.tell(comm, kind="need")
        elif state.get("_model_name") == "ButtonModel":
            self.words[comm] = state.get("description", "")
            self.buttons[state.get("description", "")] = comm

    async def draw(self, plotly=None):
        """plotly.js is here: say so, and it is a picture."""
        if plotly and await self.ask("GET", plotly) is None:
            self.trouble = "no plotly.js"
        self.tell(self.figure, kind="hello", seq=self.seq)
        self.picture_at = perf_counter()

    async def on_comm_msg(self, message):
        """A frame, or other words on a button."""
        comm, data = message["content"]["comm_id"], message["content"]["data"]
        if comm in self.words and "description" in data.get("state", {}):
            self.words[comm] = data["state"]["description"]
            for comm_, words, future in self.waiting:
                if comm == comm_ and words == self.words[comm] and not future.done():
                    future.set_result(perf_counter())
        told = data.get("content", {}) if comm == self.figure else {}
        if told.get("kind") == "plotly":
            await self.draw()
        elif told.get("kind") in ("frame", "state"):
            self.frames.append(perf_counter())
            self.seq = told["seq"]
            if told["kind"] == "state" or self.seq - self.acked >= ACK_FRAMES:
                self.acked = self.seq
                self.tell(self.figure, kind="ack", seq=self.seq)

    async def press(self, name, then):
        """Click a button -> seconds until the button of the player says what it then says."""
        future, play = asyncio.get_running_loop().create_future(), self.buttons["Play"]
        self.waiting.append((play, then, future))
        began = perf_counter()
        self.tell(self.buttons[name], event="click")
        return await asyncio.wait_for(future, self.patience) - began
