// Levels in mel bands: the highest at the top.
function drawSpectrogram(canvas) {
  const levels = bytes(data.spectrogram.levels);
  const bands = data.spectrogram.bands;
  const columns = levels.length / bands;
  if (!columns) return;
  drawn(canvas, (context, width, height) => {
    paint(context, columns, bands, (column, row) => levels[column * bands + bands - 1 - row],
      0, 0, width, height, true);
  });
}
