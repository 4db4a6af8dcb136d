"""The way from the kernel to the page."""


def lose_nothing():
    """From now on a kernel waits for a page that is slower.

    A panel is some hundred messages. Of more than a thousand that wait, ZeroMQ drops what comes,
    and who loses the word that a cell has ended sees it run for ever.
    """
    try:
        import zmq  # not known to every Python

        thread = get_ipython().kernel.iopub_thread  # noqa: F821  a name of every notebook
        # sockets belong to their threads
        thread.schedule(lambda: thread.socket.setsockopt(zmq.XPUB_NODROP, 1))
    except (ImportError, NameError, AttributeError):
        return  # no notebook, or one whose kernel is in the page
