// What is done when the portal cannot run. Under a name that lasts: it is there, too, when a cache
// on the way gives an old page whose files are gone.
import { renewed, startedAgain, typing } from "./version.js";

export { renewed };

// Loads the page anew where the host has another build: a file may be gone, or a fault be mended. A page that
// has not even started is loaded once more from the same build. Else the reader is told, by the static #failure.
export async function recover(why, started) {
  console.error("Cổng Tin:", why);
  if ((await renewed()) || (!started && startedAgain())) return;
  const notice = document.getElementById("failure");
  // An article that stands there can still be read, what was typed be copied.
  const stands = document.querySelector("[data-snapshot]");
  // It is told, and whoever is reading goes on.
  if (stands) notice.setAttribute("role", "alert");
  notice.hidden = false;
  notice.querySelector("button").onclick = () => location.reload();
  for (const part of document.querySelectorAll("#waiting, #app")) part.hidden = !stands && !typing();
  if (!stands) notice.querySelector("h1").focus();
}

addEventListener("load", () => {
  // src/start.js has left the mark.
  if (!("begun" in document.documentElement.dataset)) recover("a file of this page is gone");
  // Without its styles the page can still be read.
  else if (!document.querySelector("link[rel=stylesheet]")?.sheet) renewed();
});
