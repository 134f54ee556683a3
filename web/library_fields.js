// Text entry: every text field is a real input, which lies unseen over the drawn one and shows itself
// while it has the focus. Its value is the truth; nothing is written while a person is composing.
addToLibrary({
  $fields: {
    composing: null, // the node whose text is being composed
    wanted_text: null, // what the program wanted to write meanwhile

    // In the order of platform::FieldKind.
    kinds: [
      { type: "text", enterkeyhint: "done", autocomplete: "off" },
      { enterkeyhint: "enter", autocomplete: "off" }, // multiline
      { type: "text", inputmode: "numeric", enterkeyhint: "done", autocomplete: "off" },
      { type: "tel", inputmode: "tel", enterkeyhint: "done", autocomplete: "tel" },
      { type: "text", inputmode: "numeric", enterkeyhint: "done", autocomplete: "one-time-code" },
      { type: "date", enterkeyhint: "done", autocomplete: "off" },
      { type: "search", enterkeyhint: "search", autocomplete: "off" },
    ],
    MULTILINE: 1,
    DATE: 5,
    SEARCH: 6,

    make_element(kind, value) {
      const element = document.createElement(kind === fields.MULTILINE ? "textarea" : "input");
      for (const [name, setting] of Object.entries(fields.kinds[kind])) {
        element.setAttribute(name, setting);
      }
      element.value = value;
      return element;
    },

    add(node, kind) {
      node.field = { kind, submits: false };
      node.seen = [0, 0, 0, 0];
      if (semantics.plain) fields.add_words(node);
    },

    // Where nothing is drawn, a field stands below its name and above what is said of it.
    add_words(node) {
      const name = `field-${node.id}`;
      node.outer = document.createElement("div");
      node.label = document.createElement("label");
      node.hint = document.createElement("p");
      node.outer.className = "field";
      node.label.htmlFor = node.element.id = name;
      node.hint.id = `${name}-hint`;
      node.element.setAttribute("aria-describedby", node.hint.id);
      node.outer.append(node.label, node.element, node.hint);
    },

    set_state(node, submits, label_seen) {
      const { element, field } = node;
      field.submits = submits;
      element.setAttribute("enterkeyhint", submits ? "go" : fields.kinds[field.kind].enterkeyhint);
      node.label?.classList.toggle("spoken", label_seen);
    },

    // A text that is longer than its field is moved by a finger; else the finger moves the page.
    fit() {
      const element = document.activeElement;
      if (element?.tagName !== "TEXTAREA") return;
      element.classList.toggle("long", element.scrollHeight > element.clientHeight + 1);
    },

    add_picker(node) {
      node.seen = [0, 0, 0, 0];
    },

    report(node) {
      const text = node.element.value;
      const bytes = lengthBytesUTF8(text);
      const copy = _malloc(bytes + 1);
      stringToUTF8(text, copy, bytes + 1);
      _yg_on_text_changed(node.id, copy, bytes);
      _free(copy);
    },

    write(node, text) {
      if (fields.composing === node) fields.wanted_text = text;
      else if (node.element.value !== text) node.element.value = text;
    },

    // The topmost field or photo picker at a point that a person can see and use.
    at(x, y) {
      let found = null;
      for (const node of semantics.nodes.values()) {
        if (!node.seen || node.element.disabled) continue;
        const [left, top, right, bottom] = node.seen;
        if (x < left || y < top || x >= right || y >= bottom) continue;
        const later = found?.element.compareDocumentPosition(node.element);
        if (!found || later & Node.DOCUMENT_POSITION_FOLLOWING) found = node;
      }
      return found;
    },

    // Called within the pointer event itself: phones open the keyboard, or the camera, only then.
    tap(x, y) {
      const node = fields.at(x, y);
      if (!node?.field) {
        document.activeElement?.blur();
        if (node) photos.choose(node.most);
        return;
      }
      const { element, field } = node;
      if (document.activeElement === element) return;
      element.focus({ preventScroll: true });
      const end = element.value.length;
      if (field.kind !== fields.DATE) element.setSelectionRange(end, end);
    },

    // True when the key was the field's own business.
    key(event) {
      const node = semantics.of(event.target);
      if (!node?.field) return false;
      // 229: the key belongs to an input method.
      if (event.isComposing || event.keyCode === 229) return true;
      if (event.type !== "keydown") return true;
      const ends =
        event.key === "Escape" || (event.key === "Enter" && node.field.kind !== fields.MULTILINE);
      if (ends) {
        event.preventDefault();
        node.element.blur();
        // As a tap on the form's main button would.
        if (event.key === "Enter" && node.field.submits) _yg_on_node_activated(node.id);
      }
      return true;
    },

    listen() {
      const root = document.getElementById("semantics");
      const heard = (handle) =>
        guard((event) => {
          const node = semantics.of(event.target);
          if (node?.field) handle(node, event);
        });
      root.addEventListener(
        "input",
        heard((node, event) => {
          // Half a word in letters finds nothing: a search waits for what it becomes.
          if (event.isComposing && node.field.kind === fields.SEARCH) return;
          fields.report(node);
        }),
      );
      // A finger on the field that is typed in moves the page, too.
      const { DOWN, MOVE, UP, CANCEL } = events;
      const phases = { pointerdown: DOWN, pointermove: MOVE, pointerup: UP, pointercancel: CANCEL };
      for (const [name, phase] of Object.entries(phases)) {
        root.addEventListener(
          name,
          heard((node, event) => {
            if (event.pointerType === "touch" && !semantics.plain) events.send_pointer(phase, event);
          }),
        );
      }
      root.addEventListener(
        "compositionstart",
        heard((node) => (fields.composing = node)),
      );
      root.addEventListener(
        "compositionend",
        heard((node) => {
          fields.composing = null;
          const text = fields.wanted_text;
          fields.wanted_text = null;
          if (text === null) fields.report(node);
          else fields.write(node, text);
        }),
      );
    },
  },
  $fields__deps: ["$guard", "$semantics", "$events", "$photos", "$stringToUTF8", "$lengthBytesUTF8", "malloc", "free"],

  yg_semantics_field__deps: ["$semantics"],
  yg_semantics_field: (id, left, top, right, bottom, font_size, line_height, max_length) => {
    const { element } = semantics.nodes.get(id);
    const { style } = element;
    style.padding = [top, right, bottom, left].map((side) => side + "px").join(" ");
    style.fontSize = font_size + "px";
    style.lineHeight = line_height + "px";
    if (max_length > 0) element.maxLength = max_length;
    else element.removeAttribute("maxlength");
  },

  yg_semantics_set_field_text__deps: ["$semantics", "$fields"],
  yg_semantics_set_field_text: (id, text) => {
    const node = semantics.nodes.get(id);
    if (node?.field) fields.write(node, UTF8ToString(text));
  },
});
