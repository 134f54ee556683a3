// platform/browser/browser_preferences.cpp: localStorage, which other tabs write, too; what it didn't
// take (full or forbidden) lasts as long as the page, in a plain map.
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
        // Forbidden.
      }
    }
    return stringToNewUTF8(value ?? "");
  },

  yg_preferences_set__deps: ["$preferences"],
  yg_preferences_set: (key, value) => {
    const name = UTF8ToString(key);
    const text = UTF8ToString(value);
    try {
      localStorage.setItem(name, text);
      preferences.delete(name);
      return true;
    } catch {
      preferences.set(name, text);
      return false;
    }
  },
});
