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

    make_element(kind, value) {
      const element = document.createElement(kind === fields.MULTILINE ? "textarea" : "input");
      for (const [name, setting] of Object.entries(fields.kinds[kind])) {
        element.setAttribute(name, setting);
      }
      element.value = value;
      return element;
    },

    add(node, kind) {
      node.field = { kind };
      node.seen = [0, 0, 0, 0];
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
      const ends =
        event.key === "Escape" || (event.key === "Enter" && node.field.kind !== fields.MULTILINE);
      if (ends) {
        event.preventDefault();
        node.element.blur();
      }
      return true;
    },

    listen() {
      const root = document.getElementById("semantics");
      const heard = (handle) =>
        guard((event) => {
          const node = semantics.of(event.target);
          if (node?.field) handle(node);
        });
      root.addEventListener("input", heard(fields.report));
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
  $fields__deps: ["$guard", "$semantics", "$photos", "$stringToUTF8", "$lengthBytesUTF8", "malloc", "free"],

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
