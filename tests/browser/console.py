"""What a page complains of."""

# ipywidgets complains of a message that was under way to a view now closed; it has no effect
TOO_LATE = "reading 'processLuminoMessage'"


def complaints(page):
    """A list that gets each error of the page's scripts and console."""
    errors = []

    def hear(text):
        if TOO_LATE not in text:
            errors.append(text)

    page.on("pageerror", lambda error: hear(error.stack or str(error)))
    page.on("console", lambda message: message.type == "error" and hear(message.text))
    return errors
