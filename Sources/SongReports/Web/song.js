// The page on one song, put together.
const song = data.analysis;
const duration = song.decode.duration_s;
const audio = byId("audio");
const player = makePlayer(audio, duration);
const score = makeScore(song, duration, player);
drawWaveform(byId("waveform"), song, duration);
drawLoudness(byId("loudness"), song, duration);
drawSpectrogram(byId("spectrogram"));
drawMatrix(byId("matrix"), song, player);
makeCopyButtons();

const position = byId("position");
position.max = Math.round(duration * 10);
position.addEventListener("input", () => player.seek(position.value / 10));
byId("play").addEventListener("click", () => player.toggle());

player.onChange((time, isPlaying) => {
  document.body.classList.toggle("playing", isPlaying);
  byId("play").setAttribute("aria-label", isPlaying ? "Pause" : "Play");
  byId("now").textContent = clock(time, 1);
  position.value = Math.round(time * 10);
  position.setAttribute("aria-valuetext", `${clock(time, 1)} of ${clock(duration, 1)}`);
  const section = song.sections[sectionAt(song.sections, time)];
  byId("here").textContent = section ? section.lyrics_section ?? section.label : "";
});
player.seek(0);
makeHandle(byId("handle"), song, duration, player, score);

const tellTrouble = () => {
  byId("trouble").hidden = false;
  byId("trouble").textContent =
    "The song is not where it was when this page was made. Put it back, or make the page with --embed-audio.";
};
audio.addEventListener("error", tellTrouble);
if (audio.error) tellTrouble();

for (const button of document.querySelectorAll("[data-seek]")) {
  button.addEventListener("click", () => player.seek(Number(button.dataset.seek)));
}
for (const button of document.querySelectorAll("[data-play-to]")) {
  const end = Number(button.dataset.playTo);
  button.addEventListener("click", () => player.playStretch(end - leadIn, end));
}
for (const button of document.querySelectorAll("[data-play-from]")) {
  button.addEventListener("click", () =>
    player.playStretch(Number(button.dataset.playFrom), Number(button.dataset.playEnd)));
}
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || event.target !== document.body) return;
  event.preventDefault();
  player.toggle();
});
