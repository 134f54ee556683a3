// The one way into the program from the browser's events, timers and promises.
addToLibrary({
  // After a crash nothing may run again: what lies in memory is not to be trusted, and must not be
  // written anywhere.
  $guard__deps: ["$crash"],
  $guard: (callback) => (...args) => {
    if (ABORT) return;
    try {
      return callback(...args);
    } catch (error) {
      crash(error);
    }
  },

  // The page's own part of this is in shell/boot.js, because it must also work without the program.
  $crash: (error) => {
    ABORT = true;
    window.portalCrash(error instanceof Error ? error.stack || error.message : String(error));
  },
});
