// Asks for the news before anything else of the portal is there, and as nobody: a preload from the page's own
// host would take the reader's cookies along, whatever it says. `src/browser/http.rs` takes the answer.
try {
  const { feed } = JSON.parse(document.getElementById("cong-tin-config").textContent);
  if (typeof feed === "string") {
    const address = new URL(feed, document.baseURI).href;
    const controller = new AbortController();
    const answer = fetch(address, { credentials: "omit", signal: controller.signal });
    // Whoever takes it hears of a failure.
    answer.catch(() => {});
    globalThis.congTinNews = { address, asked: { answer, controller } };
  }
} catch {
  // The portal says what is wrong with its config.
}
