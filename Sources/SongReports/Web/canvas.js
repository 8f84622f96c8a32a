// Canvases that are sharp on every screen, and drawn anew when their size or the colours change.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const night = matchMedia("(prefers-color-scheme: dark)");

// Calls draw(context, width, height) in CSS pixels.
function drawn(canvas, draw) {
  const redraw = () => {
    const { width, height } = canvas.getBoundingClientRect();
    if (!width || !height) return;
    const density = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    const context = canvas.getContext("2d");
    context.scale(density, density);
    draw(context, width, height);
  };
  new ResizeObserver(redraw).observe(canvas);
  night.addEventListener("change", redraw);
}

// A table of 256 colours from the four of the palette, as red, green and blue.
function heat() {
  const stops = [0, 1, 2, 3].map((number) =>
    [1, 3, 5].map((place) => parseInt(colour(`heat-${number}`).slice(place, place + 2), 16)));
  return Array.from({ length: 256 }, (_, level) => {
    const place = (level / 255) * 3;
    const first = Math.min(2, Math.floor(place));
    return stops[first].map((part, channel) =>
      part + (place - first) * (stops[first + 1][channel] - part));
  });
}

// A picture of bytes: value(column, row) as colours, stretched over an area.
function paint(context, columns, rows, value, x, y, width, height, smooth) {
  const table = heat();
  const picture = element("canvas", { width: columns, height: rows });
  const pixels = new ImageData(columns, rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [red, green, blue] = table[value(column, row)];
      pixels.data.set([red, green, blue, 255], 4 * (row * columns + column));
    }
  }
  picture.getContext("2d").putImageData(pixels, 0, 0);
  context.imageSmoothingEnabled = smooth;
  context.drawImage(picture, x, y, width, height);
}
