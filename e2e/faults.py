"""What must never happen in a window, whatever the journey is about."""

# Data in the page, and what the browser's own PDF viewer is made of.
OF_THE_BROWSER = ("data:", "blob:", "chrome://", "chrome-extension://")


def watch(context, url, faults):
    """Note every error of the page, every broken part of it, and every request to another host."""

    def on_request(request):
        if not request.url.startswith((f"{url}/", *OF_THE_BROWSER)):
            faults.append(f"request to another host: {request.url}")

    def on_response(response):
        # A page may answer 403, 404 or 422; what it is made of may not, and no page answers 500.
        is_part = response.request.resource_type != "document"
        # A form that a script sends is refused too: with errors, or two texts to choose from.
        is_refusal = response.request.resource_type == "fetch" and response.status in (409, 422)
        if response.status >= 500 or (is_part and response.status >= 400 and not is_refusal):
            faults.append(f"{response.status} {response.url}")

    def on_console(message):
        # Broken policy shows up here too: "Refused to …". Statuses are judged above.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            faults.append(f"console {message.type}: {message.text}")

    context.on("request", on_request)
    context.on("response", on_response)
    context.on("console", on_console)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
