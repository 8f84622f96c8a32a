// The song's sound: play, pause, seek, and play a stretch and stop.
function makePlayer(audio, duration) {
  const listeners = [];
  const seekers = [];
  let stopAt = null;
  let waiting = null;

  const tell = () => {
    const time = waiting ?? audio.currentTime;
    listeners.forEach((listener) => listener(Math.min(duration, time), !audio.paused));
  };
  const tick = () => {
    if (stopAt !== null && audio.currentTime >= stopAt) {
      stopAt = null;
      audio.pause();
    }
    tell();
    if (!audio.paused) requestAnimationFrame(tick);
  };
  const place = (time) => {
    const target = Math.max(0, Math.min(duration, time));
    // Before the file's length is known a place can only be remembered.
    waiting = audio.readyState ? null : target;
    if (audio.readyState) audio.currentTime = target;
    tell();
  };

  const seek = (time) => {
    place(time);
    seekers.forEach((listener) => listener(time));
  };

  audio.addEventListener("loadedmetadata", () => { if (waiting !== null) place(waiting); });
  audio.addEventListener("play", () => requestAnimationFrame(tick));
  for (const change of ["pause", "seeked", "ended"]) audio.addEventListener(change, tell);

  return {
    get time() { return waiting ?? audio.currentTime; },
    onChange(listener) { listeners.push(listener); },
    // Told where somebody wants to hear the song.
    onSeek(listener) { seekers.push(listener); },
    seek(time) { stopAt = null; seek(time); },
    toggle() {
      stopAt = null;
      if (audio.paused) audio.play().catch(() => {}); else audio.pause();
    },
    // From one time to another, and no further.
    playStretch(from, to) {
      seek(from);
      stopAt = to;
      audio.play().catch(() => {});
    },
  };
}

// How much is heard before a cut, in seconds.
const leadIn = 5;
