// platform/browser/browser_semantics.cpp: one real element for everything a person can read or use,
// laid over the canvas (#semantics in shell/portal.css). Fingers and mice pass through to the canvas;
// screen readers, keyboards and tests use these elements. Text fields: library_fields.js.
addToLibrary({
  $semantics: {
    // id → {element, outer, role, kind, text, …}. Elements carry their id as `portal_node`; `outer`
    // is what stands in the tree for it: the element, or what holds a field and its words.
    nodes: null,
    plain: false, // these elements are the page (library_canvas.js)
    new_main: false, // another page's main part came
    wanted_focus: 0,

    // In the order of platform::NodeRole: tag, ARIA role where the tag has none, and whether the
    // name is the element's text (otherwise its label).
    roles: [
      { tag: "div" }, // group
      { tag: "header", role: "banner" },
      { tag: "nav" },
      { tag: "main" },
      { tag: "div", role: "dialog" },
      { tag: "h", text: true }, // heading; the level follows
      { tag: "p", text: true },
      { tag: "div", role: "status", text: true },
      { tag: "div", role: "alert", text: true },
      { tag: "div", role: "img" },
      { tag: "button", text: true },
      { tag: "a", text: true },
      { tag: "div", role: "tablist" },
      { tag: "button", role: "tab", text: true },
      { tag: "ul", role: "list" }, // Safari forgets what a list without bullets is
      { tag: "li", role: "listitem" },
      { tag: "div", role: "radiogroup" },
      { tag: "button", role: "radio", text: true },
      { tag: "button", role: "checkbox", text: true },
      { tag: "button", role: "switch", text: true },
      { tag: "input" }, // text_field
      { tag: "div", role: "progressbar" },
      { tag: "div", role: "grid" },
      { tag: "button", role: "gridcell", text: true },
      { tag: "section" }, // region
      { tag: "button", text: true }, // photo_picker
    ],
    GROUP: 0,
    MAIN: 3,
    DIALOG: 4,
    STATUS: 7,
    TAB: 13,
    RADIO: 17,
    CHECKBOX: 18,
    SWITCH: 19,
    TEXT_FIELD: 20,
    PROGRESS: 21,
    GRID_CELL: 23,
    PHOTO_PICKER: 25,

    make_element(role, level) {
      const { tag, role: aria_role } = semantics.roles[role];
      const element = document.createElement(tag === "h" ? `h${level || 2}` : tag);
      if (aria_role) element.setAttribute("role", aria_role);
      if (tag === "button") element.type = "button";
      if (role === semantics.MAIN) semantics.new_main = true;
      if (role === semantics.DIALOG) {
        element.setAttribute("aria-modal", "true");
        element.tabIndex = -1;
      }
      return element;
    },

    // Changing role under the same id: the new element takes the old one's place and children.
    replace(old, fresh) {
      if (old.role !== semantics.TEXT_FIELD) {
        while (old.element.firstElementChild) fresh.element.append(old.element.firstElementChild);
      }
      old.outer.replaceWith(fresh.outer);
    },

    // Headings, where reading begins on a new page, take the focus but no Tab stops there.
    focus(node) {
      const { element } = node;
      if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1;
      element.focus({ preventScroll: !semantics.plain });
    },

    set_attribute(element, name, value) {
      if (value === null || value === "") element.removeAttribute(name);
      else element.setAttribute(name, value);
    },

    // Screen readers speak a live region's change, not its appearance: its first text comes later.
    set_text(node, words) {
      node.words = words;
      if (node.text) {
        node.text.data = words;
        return;
      }
      node.text = document.createTextNode("");
      node.element.prepend(node.text);
      if (node.role === semantics.STATUS) setTimeout(() => (node.text.data = node.words), 100);
      else node.text.data = words;
    },

    set_name(node, name) {
      if (node.label) node.label.textContent = name;
      else if (semantics.roles[node.role].text) semantics.set_text(node, name);
      else semantics.set_attribute(node.element, "aria-label", name);
      if (node.role === semantics.GROUP) {
        semantics.set_attribute(node.element, "role", name ? "group" : null);
      }
    },

    set_value(node, value) {
      if (node.role === semantics.PHOTO_PICKER) node.most = Number(value);
      if (node.role !== semantics.PROGRESS) return;
      semantics.set_attribute(node.element, "aria-valuetext", value);
      const share = parseFloat(value);
      semantics.set_attribute(node.element, "aria-valuenow", Number.isNaN(share) ? null : share);
    },

    // In the order of state_bits() in browser_semantics.cpp.
    set_state(node, bits) {
      const { element, role } = node;
      const is = (bit) => (bits & (1 << bit)) !== 0;
      const flag = (name, shown, value) =>
        semantics.set_attribute(element, name, shown ? String(value) : null);
      const [disabled, selected, checked, expanded, expandable] = [0, 1, 2, 3, 4].map(is);
      const [invalid, required, current, focusable] = [5, 6, 7, 8].map(is);
      if (role === semantics.TEXT_FIELD) fields.set_state(node, is(9), is(10));
      if ("disabled" in element) element.disabled = disabled;
      else flag("aria-disabled", disabled, true);
      flag("aria-selected", role === semantics.TAB || role === semantics.GRID_CELL, selected);
      const chosen = role === semantics.RADIO ? selected || checked : checked;
      const choosable = [semantics.RADIO, semantics.CHECKBOX, semantics.SWITCH].includes(role);
      flag("aria-checked", choosable, chosen);
      flag("aria-expanded", expandable, expanded);
      flag("aria-invalid", invalid, true);
      flag("aria-required", required, true);
      flag("aria-current", current, role === semantics.GRID_CELL ? "date" : "page");
      if (/^(BUTTON|A|INPUT|TEXTAREA)$/.test(element.tagName)) {
        semantics.set_attribute(element, "tabindex", focusable ? null : "-1");
      }
    },

    of(target) {
      const element = target?.closest?.("#semantics [data-node]");
      return element ? semantics.nodes.get(element.portal_node) : undefined;
    },

    listen() {
      const root = document.getElementById("semantics");
      root.addEventListener(
        "click",
        guard((event) => {
          const node = semantics.of(event.target);
          if (!node || node.role === semantics.TEXT_FIELD) return;
          if (node.role === semantics.PHOTO_PICKER) return photos.choose(node.most);
          event.preventDefault(); // links: the program knows where to go
          // Not every browser does that by itself. Only keyboards, readers and tests come this way.
          if (document.activeElement !== node.element) semantics.focus(node);
          _yg_on_node_activated(node.id);
        }),
      );
      root.addEventListener(
        "focusin",
        guard((event) => _yg_on_node_focused(semantics.of(event.target)?.id ?? 0)),
      );
      root.addEventListener(
        "focusout",
        guard((event) => {
          if (!root.contains(event.relatedTarget)) _yg_on_node_focused(0);
        }),
      );
    },
  },
  $semantics__deps: ["$guard", "$photos", "$fields"],
  $semantics__postset: "semantics.nodes = new Map();",

  yg_semantics_make__deps: ["$semantics", "$fields"],
  yg_semantics_make: (id, role, level, field, value) => {
    const element =
      role === semantics.TEXT_FIELD
        ? fields.make_element(field, UTF8ToString(value))
        : semantics.make_element(role, level);
    const old = semantics.nodes.get(id);
    element.portal_node = id;
    element.dataset.node = "";
    const node = { id, role, element, outer: element, text: null };
    if (role === semantics.TEXT_FIELD) fields.add(node, field);
    if (old) semantics.replace(old, node);
    semantics.nodes.set(id, node);
    if (role === semantics.PHOTO_PICKER) fields.add_picker(node);
  },

  yg_semantics_remove__deps: ["$semantics", "$fields"],
  yg_semantics_remove: (id) => {
    const node = semantics.nodes.get(id);
    semantics.nodes.delete(id);
    node.outer.remove();
    if (fields.composing === node) fields.composing = fields.wanted_text = null;
  },

  yg_semantics_place__deps: ["$semantics"],
  yg_semantics_place: (id, parent, after) => {
    const { outer } = semantics.nodes.get(id);
    const into = parent
      ? semantics.nodes.get(parent).element
      : document.getElementById("semantics");
    const before = after
      ? semantics.nodes.get(after).outer.nextElementSibling
      : into.firstElementChild;
    if (before !== outer) into.insertBefore(outer, before);
  },

  yg_semantics_text__deps: ["$semantics"],
  yg_semantics_text: (id, part, text) => {
    const node = semantics.nodes.get(id);
    const words = UTF8ToString(text);
    const { element } = node;
    if (part === 0) semantics.set_name(node, words);
    else if (part === 1) semantics.set_value(node, words);
    else if (part === 2 && node.hint) node.hint.textContent = words;
    else if (part === 2) semantics.set_attribute(element, "aria-description", words);
    else if (part === 3) semantics.set_attribute(element, "href", words);
    else semantics.set_attribute(element, "placeholder", words);
  },

  yg_semantics_rect__deps: ["$semantics"],
  yg_semantics_rect: (id, x, y, width, height, clip_x, clip_y, clip_width, clip_height) => {
    const node = semantics.nodes.get(id);
    const { style } = node.element;
    style.left = x + "px";
    style.top = y + "px";
    style.width = width + "px";
    style.height = height + "px";
    if (!node.seen) return;
    const clipped = clip_width > 0 && clip_height > 0;
    const clip = clipped
      ? [clip_x, clip_y, clip_x + clip_width, clip_y + clip_height]
      : [-Infinity, -Infinity, Infinity, Infinity];
    node.seen = [
      Math.max(x, clip[0]),
      Math.max(y, clip[1]),
      Math.min(x + width, clip[2]),
      Math.min(y + height, clip[3]),
    ];
    if (!node.field) return;
    const cut = [
      Math.max(0, clip[1] - y),
      Math.max(0, x + width - clip[2]),
      Math.max(0, y + height - clip[3]),
      Math.max(0, clip[0] - x),
    ];
    style.clipPath = cut.some((side) => side > 0)
      ? `inset(${cut.map((side) => side + "px").join(" ")})`
      : "";
  },

  yg_semantics_state__deps: ["$semantics"],
  yg_semantics_state: (id, bits) => semantics.set_state(semantics.nodes.get(id), bits),

  // "3 of 120" for a list's item.
  yg_semantics_position__deps: ["$semantics"],
  yg_semantics_position: (id, position, set_size) => {
    const { element } = semantics.nodes.get(id);
    semantics.set_attribute(element, "aria-posinset", position ? String(position) : null);
    semantics.set_attribute(element, "aria-setsize", set_size ? String(set_size) : null);
  },

  // The tree is complete: what was to be focused before it existed can be focused now.
  yg_semantics_finish__deps: ["$semantics", "$fields"],
  yg_semantics_finish: () => {
    if (semantics.plain && semantics.new_main) document.getElementById("semantics").scrollTop = 0;
    semantics.new_main = false;
    fields.fit();
    const node = semantics.nodes.get(semantics.wanted_focus);
    if (!node) return;
    semantics.wanted_focus = 0;
    semantics.focus(node);
  },

  yg_semantics_focus__deps: ["$semantics"],
  yg_semantics_focus: (id) => {
    const node = semantics.nodes.get(id);
    semantics.wanted_focus = node ? 0 : id;
    if (node) semantics.focus(node);
    else if (!id) document.activeElement?.blur();
  },
});
