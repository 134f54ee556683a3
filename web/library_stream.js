// platform/browser/browser_event_stream.cpp: events that the page's own server sends by itself.
addToLibrary({
  $event_stream: {
    source: null,

    // A browser opens only some six connections to one server: a tab that nobody looks at must not
    // take one for itself.
    hide() {
      if (!document.hidden || !event_stream.source) return;
      event_stream.end();
      _yg_on_stream_lost();
    },

    end() {
      event_stream.source?.close();
      event_stream.source = null;
    },

    hear(text) {
      const bytes = new TextEncoder().encode(text);
      const copy = _malloc(bytes.length || 1);
      HEAPU8.set(bytes, copy);
      _yg_on_stream_event(copy, bytes.length);
      _free(copy);
    },
  },

  yg_stream_open__deps: ["$event_stream", "$guard", "malloc", "free"],
  yg_stream_open: (path, event) => {
    if (event_stream.source || document.hidden || typeof EventSource !== "function") return false;
    const source = new EventSource(UTF8ToString(path));
    event_stream.source = source;
    // What a closed source still had under way is nobody's any more.
    const while_open = (callback) =>
      guard((...args) => {
        if (event_stream.source === source) callback(...args);
      });
    source.onopen = while_open(() => _yg_on_stream_open());
    source.addEventListener(
      UTF8ToString(event),
      while_open(({ data }) => event_stream.hear(data)),
    );
    source.onerror = while_open(() => {
      // The browser tries again by itself unless the server refused.
      if (source.readyState === EventSource.CLOSED) event_stream.end();
      _yg_on_stream_lost();
    });
    event_stream.on_hide ??= guard(event_stream.hide);
    document.addEventListener("visibilitychange", event_stream.on_hide);
    return true;
  },

  yg_stream_close__deps: ["$event_stream"],
  yg_stream_close: () => event_stream.end(),
});
