// What the page was made from, and how times are written.
const data = JSON.parse(document.getElementById("data").textContent);

const byId = (id) => document.getElementById(id);

// The bytes of a curve.
const bytes = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

// 118.93 as 1:58.93.
function clock(seconds, decimals) {
  const scale = 10 ** decimals;
  const ticks = Math.round(Math.max(0, seconds) * scale);
  const rest = (ticks % (60 * scale)) / scale;
  return `${Math.floor(ticks / (60 * scale))}:${rest < 10 ? "0" : ""}${rest.toFixed(decimals)}`;
}

// An element with text; what others wrote never becomes markup.
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Tells a screen reader what has changed.
function say(text) { byId("said").textContent = text; }
