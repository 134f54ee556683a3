// platform/browser/browser_tabs.cpp: the tabs of one browser. Whoever holds the Web Lock leads. A tab
// takes it (steals it) when a person turns to it, so that no tab depends on one that nobody looks at:
// such a tab may be frozen by the browser at any moment, and is told nothing of its loss until it
// thaws. A BroadcastChannel carries the news.
addToLibrary({
  $tabs: {
    name: "yangguang",
    channel: null, // open while this tab takes part
    turn: null, // this tab's request for the lock: {steals, held, abort, release}
    alone: false, // in a browser that can't elect

    TOWN: 1, // platform::TabNews
    HIDDEN: "hidden", // the leader says that nobody looks at it any more

    leads: () => tabs.alone || !!tabs.turn?.held,

    enter() {
      if (tabs.channel || tabs.alone) return;
      tabs.channel = new BroadcastChannel(tabs.name);
      tabs.channel.onmessage = guard(({ data }) => tabs.hear(data));
      tabs.ask(!document.hidden);
    },

    // A page that is kept for the way back, or frozen, must hold nothing.
    leave() {
      if (!tabs.channel) return;
      tabs.channel.close();
      tabs.channel = null;
      tabs.give_up();
      tabs.turn = null;
      _yg_on_tab_leading(false);
    },

    give_up() {
      tabs.turn?.abort?.abort();
      tabs.turn?.release?.();
    },

    ask(steals) {
      tabs.give_up();
      const turn = { steals, held: false };
      if (!steals) turn.abort = new AbortController();
      tabs.turn = turn;
      const options = steals ? { steal: true } : { signal: turn.abort.signal };
      const granted = () => {
        if (tabs.turn !== turn) return undefined;
        turn.held = true;
        turn.abort = null;
        const held = new Promise((resolve) => (turn.release = resolve));
        guard(_yg_on_tab_leading)(true);
        return held;
      };
      navigator.locks.request(tabs.name, options, granted).catch(
        guard((error) => {
          if (tabs.turn !== turn) return; // this tab gave it up itself
          if (error.name !== "AbortError") return tabs.go_alone();
          tabs.ask(false);
          _yg_on_tab_leading(false);
        }),
      );
    },

    go_alone() {
      tabs.alone = true;
      _yg_on_tab_leading(true);
    },

    come_forward() {
      if (tabs.channel && !tabs.turn?.held && !tabs.turn?.steals) tabs.ask(true);
    },

    seen_or_hidden() {
      if (!document.hidden) tabs.come_forward();
      else if (tabs.channel && tabs.leads()) tabs.channel.postMessage(tabs.HIDDEN);
    },

    hear(data) {
      if (data === tabs.HIDDEN) {
        if (!document.hidden) tabs.come_forward();
      } else if (!document.hidden || data !== tabs.TOWN) {
        _yg_on_tab_news(data);
      }
    },
  },
  $tabs__deps: ["$guard"],

  yg_tabs_join__deps: ["$tabs", "$guard"],
  yg_tabs_join: () => {
    if (!navigator.locks || typeof BroadcastChannel !== "function") {
      tabs.alone = true;
      return;
    }
    const on = (target, name, handle, options) =>
      target.addEventListener(name, guard(handle), options);
    on(document, "visibilitychange", tabs.seen_or_hidden);
    // Of two windows side by side, the one that is used.
    on(window, "focus", tabs.come_forward);
    on(window, "pointerdown", tabs.come_forward, { capture: true, passive: true });
    on(window, "pagehide", tabs.leave);
    on(window, "pageshow", tabs.enter);
    on(document, "freeze", tabs.leave);
    on(document, "resume", tabs.enter);
    tabs.enter();
  },

  yg_tabs_lead__deps: ["$tabs"],
  yg_tabs_lead: () => tabs.leads(),

  yg_tabs_tell__deps: ["$tabs"],
  yg_tabs_tell: (news) => tabs.channel?.postMessage(news),
});
