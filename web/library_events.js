// platform/browser/page_listener.cpp: what fingers, mice, keys, the address and the page's life do.
addToLibrary({
  $events: {
    tap_slop: 8,
    pressed: null, // the one finger that may become a tap

    kinds: { touch: 0, mouse: 1, pen: 2 },
    DOWN: 0,
    MOVE: 1,
    UP: 2,
    CANCEL: 3,
    // In the order of platform::Key.
    keys: [
      "Escape",
      "Enter",
      " ",
      "ArrowLeft",
      "ArrowRight",
      "ArrowUp",
      "ArrowDown",
      "Home",
      "End",
      "PageUp",
      "PageDown",
    ],

    send_pointer(phase, event) {
      const kind = events.kinds[event.pointerType] ?? events.kinds.mouse;
      _yg_on_pointer(
        phase,
        kind,
        event.pointerId,
        event.clientX,
        event.clientY,
        event.timeStamp || performance.now(),
      );
    },

    stayed(event, { x, y }) {
      return Math.hypot(event.clientX - x, event.clientY - y) <= events.tap_slop;
    },

    down(event) {
      if (event.pointerType === "mouse" && event.button !== 0) return;
      // Otherwise a mouse press is made up from the touch, which takes the focus from the field.
      event.preventDefault();
      if (event.pointerType === "mouse") event.currentTarget.setPointerCapture(event.pointerId);
      const { clientX: x, clientY: y, pointerId: id } = event;
      // Two fingers are no tap, nor is one that stops what still rolls.
      events.pressed = events.pressed || _yg_stops_roll(x, y) ? null : { id, x, y };
      events.send_pointer(events.DOWN, event);
    },

    move(event) {
      const { pressed } = events;
      if (pressed?.id === event.pointerId && !events.stayed(event, pressed)) events.pressed = null;
      events.send_pointer(events.MOVE, event);
    },

    up(event) {
      if (event.pointerType === "mouse" && event.button !== 0) return;
      const { pressed } = events;
      events.pressed = null;
      const tapped = pressed?.id === event.pointerId && events.stayed(event, pressed);
      if (tapped) fields.tap(event.clientX, event.clientY);
      events.send_pointer(events.UP, event);
    },

    cancel(event) {
      events.pressed = null;
      events.send_pointer(events.CANCEL, event);
    },

    wheel(event) {
      event.preventDefault();
      // Lines and pages, as some mice count, in pixels.
      const unit = [1, 40, 400][event.deltaMode] ?? 1;
      const { clientX, clientY, deltaX, deltaY } = event;
      _yg_on_wheel(clientX, clientY, deltaX * unit, deltaY * unit, event.ctrlKey);
    },

    key(event, down) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (fields.key(event)) return;
      const key = events.keys.indexOf(event.key);
      if (key < 0) return;
      // Without a canvas the page scrolls by itself.
      const chooses = semantics.of(event.target)?.role === semantics.RADIO;
      if (semantics.plain && event.key !== "Escape" && !chooses) return;
      // Buttons and links have these for themselves: they come back as clicks.
      const presses = event.key === "Enter" || event.key === " ";
      if (presses && semantics.of(event.target)) return;
      event.preventDefault();
      _yg_on_key(key, down, event.shiftKey);
    },

    route_changed() {
      const route = current_route();
      const stack = stackSave();
      _yg_on_route_changed(stringToUTF8OnStack(route));
      stackRestore(stack);
    },

    // A step of its own is what lay over a page. Nothing lies there any more when one comes to it by
    // the browser's buttons or by loading the page anew: on to the page itself.
    step_changed() {
      if (history.state?.over) history.back();
      else events.route_changed();
    },

    listen_to_canvas() {
      const canvas = document.getElementById("canvas");
      const on = (name, handle, options) =>
        canvas.addEventListener(name, guard(handle), options);
      on("pointerdown", events.down);
      on("pointermove", events.move);
      on("pointerup", events.up);
      on("pointercancel", events.cancel);
      on("pointerleave", (event) => {
        if (event.pointerType === "mouse" && event.buttons === 0) events.cancel(event);
      });
      on("mousedown", (event) => event.preventDefault());
      on("contextmenu", (event) => event.preventDefault());
      on("wheel", events.wheel, { passive: false });
      on("webglcontextlost", (event) => {
        event.preventDefault(); // asks for it back
        _yg_on_context_lost();
      });
      on("webglcontextrestored", () => _yg_on_context_restored());
    },

    listen_to_page() {
      const on = (target, name, handle) => target.addEventListener(name, guard(handle));
      on(window, "keydown", (event) => events.key(event, true));
      on(window, "keyup", (event) => events.key(event, false));
      on(window, "popstate", events.step_changed); // also when the address is edited
      if (history.state?.over) history.back();
      on(window, "online", () => _yg_on_online());
      // A hidden page draws no frames, and a closed one never will: what the last frame was asked
      // for, such as keeping a draft, is done now.
      const finish = () => {
        if (portal_stats.frame_asked) _yg_on_frame(performance.now());
      };
      on(window, "pagehide", finish);
      on(document, "visibilitychange", () => {
        if (document.visibilityState === "visible") _yg_on_visible();
        else finish();
      });
    },
  },
  $events__deps: [
    "$guard",
    "$semantics",
    "$fields",
    "$viewport",
    "$current_route",
    "$portal_stats",
    "$stringToUTF8OnStack",
    "$stackSave",
    "$stackRestore",
  ],

  yg_events_listen__deps: ["$events"],
  yg_events_listen: () => {
    events.listen_to_canvas();
    events.listen_to_page();
    semantics.listen();
    fields.listen();
    viewport.listen();
  },
});
