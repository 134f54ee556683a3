// platform/browser/browser_preferences.cpp: localStorage, or a plain map where it throws.
addToLibrary({
  $preferences: "new Map()",

  yg_preferences_get__deps: ["$preferences", "$stringToNewUTF8"],
  yg_preferences_get: (key) => {
    const name = UTF8ToString(key);
    let value = preferences.get(name);
    if (value === undefined) {
      try {
        value = localStorage.getItem(name);
      } catch {
        // Storage is forbidden: what was chosen lasts as long as the page.
      }
    }
    return stringToNewUTF8(value ?? "");
  },

  yg_preferences_set__deps: ["$preferences"],
  yg_preferences_set: (key, value) => {
    const name = UTF8ToString(key);
    const text = UTF8ToString(value);
    preferences.set(name, text);
    try {
      localStorage.setItem(name, text);
      return true;
    } catch {
      return false; // Full or forbidden: as above.
    }
  },
});
