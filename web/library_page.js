// platform/browser/browser_page.cpp: frames, the address, the viewport, the document around the canvas.
addToLibrary({
  // What tests and measurements read: window.portalStats.
  $portal_stats: { frame_asked: false, frames: 0, draws: 0, glyphs: 0, firstFrameMs: 0 },
  $portal_stats__postset: "window.portalStats = portal_stats;",

  $page: { wake_timer: 0, wake_at: 0, alarm_timer: 0, alarm_at: 0, reloading: false },

  yg_page_request_frame__deps: ["$guard", "$portal_stats"],
  yg_page_request_frame: () => {
    if (portal_stats.frame_asked) return;
    portal_stats.frame_asked = true;
    requestAnimationFrame(
      guard(() => {
        portal_stats.frame_asked = false;
        portal_stats.frames += 1;
        _yg_on_frame(performance.now());
      }),
    );
  },

  // Timers beyond 2^31 ms would fire at once.
  $milliseconds_until: (steady_ms) =>
    Math.min(Math.max(0, Math.ceil(steady_ms - performance.now())), 0x7fffffff),

  yg_page_wake_at__deps: ["$page", "$guard", "$milliseconds_until", "yg_page_request_frame"],
  yg_page_wake_at: (steady_ms) => {
    if (page.wake_at !== 0 && steady_ms >= page.wake_at) return; // 0: no wish yet
    page.wake_at = steady_ms;
    clearTimeout(page.wake_timer);
    page.wake_timer = setTimeout(
      guard(() => {
        page.wake_at = 0;
        _yg_page_request_frame();
      }),
      milliseconds_until(steady_ms),
    );
  },

  yg_page_set_alarm__deps: ["$page", "$guard", "$milliseconds_until"],
  yg_page_set_alarm: (steady_ms) => {
    if (steady_ms === page.alarm_at) return;
    page.alarm_at = steady_ms;
    clearTimeout(page.alarm_timer);
    if (!Number.isFinite(steady_ms)) return;
    page.alarm_timer = setTimeout(
      guard(() => {
        page.alarm_at = 0;
        _yg_on_alarm();
      }),
      milliseconds_until(steady_ms),
    );
  },

  $current_route: () => {
    const route = location.hash.slice(1) || "/";
    try {
      return decodeURI(route);
    } catch {
      return "/"; // A mangled address.
    }
  },

  yg_page_route__deps: ["$current_route", "$stringToNewUTF8"],
  yg_page_route: () => stringToNewUTF8(current_route()),

  yg_page_set_route: (route, push) => {
    const address = "#" + encodeURI(UTF8ToString(route));
    if (address === location.hash) return;
    if (push) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  },

  // `over` tells such a step from a page's: see events.step_changed.
  yg_page_push_step: () => history.pushState({ over: true }, "", location.href),

  // A step back would call off the loading.
  yg_page_go_back__deps: ["$page"],
  yg_page_go_back: (steps) => {
    if (!page.reloading) history.go(-steps);
  },

  // shell/boot.js: it knows the copy that is kept for offline use.
  yg_page_reload__deps: ["$page"],
  yg_page_reload: () => {
    page.reloading = true;
    window.portalReload();
  },

  yg_page_dial: (number) => {
    location.href = "tel:" + encodeURIComponent(UTF8ToString(number));
  },

  // A browser gives no sign of what becomes of it; WeChat's own takes no files at all.
  yg_page_save_file: (name, type, content) => {
    if (/MicroMessenger/i.test(navigator.userAgent)) return false;
    const file = new Blob([UTF8ToString(content)], { type: UTF8ToString(type) });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = UTF8ToString(name);
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000); // Some read it after the click.
    return true;
  },

  yg_page_set_title: (title) => {
    document.title = UTF8ToString(title);
  },

  // shell/portal.css
  yg_page_set_text_size: (size) => {
    document.documentElement.style.setProperty("--text-size", size + "px");
  },

  yg_page_set_language: (tag) => {
    document.documentElement.lang = UTF8ToString(tag);
  },

  yg_page_set_theme: (dark) => {
    const root = document.documentElement;
    root.classList.toggle("dark", !!dark);
    root.classList.toggle("light", !dark);
    const paper = getComputedStyle(root).getPropertyValue("--paper").trim();
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.removeAttribute("media");
      meta.content = paper;
    }
  },

  // In the order of platform::Cursor.
  yg_page_set_cursor: (cursor) => {
    document.getElementById("canvas").style.cursor = ["default", "pointer", "text"][cursor];
  },

  yg_page_show_first_frame__deps: ["$portal_stats"],
  yg_page_show_first_frame: () => {
    performance.mark("yg-first-frame");
    portal_stats.firstFrameMs = performance.now();
    document.getElementById("boot")?.remove();
    document.documentElement.classList.add("ready");
    window.dispatchEvent(new Event("portal-ready"));
  },

  yg_page_count_draw__deps: ["$portal_stats"],
  yg_page_count_draw: () => {
    portal_stats.draws += 1;
  },

  yg_page_show_crash__deps: ["$crash"],
  yg_page_show_crash: (detail) => crash(UTF8ToString(detail)),
});
