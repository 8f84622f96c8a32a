// The page on a run: one song is heard at a time, and each seam with what is around it.
const lead = 5;
const players = [...document.querySelectorAll("audio")];

for (const audio of players) {
  audio.addEventListener("play", () => players.forEach((other) => other !== audio && other.pause()));
}
for (const button of document.querySelectorAll("[data-seam]")) {
  const audio = button.closest("article").querySelector("audio");
  const seam = Number(button.dataset.seam);
  let stopAt = null;
  audio.addEventListener("timeupdate", () => {
    if (stopAt !== null && audio.currentTime >= stopAt) audio.pause();
  });
  audio.addEventListener("pause", () => { stopAt = null; });
  button.addEventListener("click", () => {
    audio.pause();
    audio.currentTime = Math.max(0, seam - lead);
    // Set once it plays: the pause above is told later, and would take it away.
    audio.addEventListener("playing", () => { stopAt = seam + lead; }, { once: true });
    audio.play().catch(() => say("The song cannot be played from here."));
  });
}
