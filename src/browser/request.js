// One request, and its answer as a text: as long as it keeps coming, and while it is not too long.

// Faults, as src/browser/fetch.rs numbers them.
const OFFLINE = 0;
const UNREACHABLE = 1;
const SLOW = 2;
const ABANDONED = 3;
const TOO_LARGE = 4;

// Seconds, or an HTTP date (RFC 9110, section 10.2.3). The answer's own date is asked first, for
// the reader's clock may be wrong.
function retryAfter(headers) {
  const value = headers.get("Retry-After") ?? "";
  const now = Date.parse(headers.get("Date")) || Date.now();
  return /^\s*\d+\s*$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
}

// `limits`: bytes of the body, milliseconds in all, milliseconds without a byte. The body of an answer
// that is not OK is left. Beside the text come the answer and its bytes, for who reads them otherwise.
export async function request(url, init, abort, [bytes, whole, idle]) {
  let fault;
  const stop = (why) => {
    fault ??= why;
    abort.abort();
  };
  const end = setTimeout(stop, whole, SLOW);
  let stall;
  const waiting = () => {
    clearTimeout(stall);
    stall = setTimeout(stop, idle, SLOW);
  };
  try {
    waiting();
    const signal = abort.signal;
    const answer = await fetch(url, { ...init, credentials: "same-origin", signal });
    const { status, headers, body } = answer;
    const decoder = new TextDecoder();
    const parts = [];
    let text = "";
    if (answer.ok) {
      const reader = body?.getReader();
      let length = 0;
      for (let part; reader; ) {
        waiting();
        part = await reader.read();
        if (part.done) break;
        length += part.value.length;
        if (length > bytes) throw stop(TOO_LARGE);
        parts.push(part.value);
        text += decoder.decode(part.value, { stream: true });
      }
    } else {
      body?.cancel();
    }
    return [status, retryAfter(headers), text + decoder.decode(), answer, parts];
  } catch {
    throw fault ?? (abort.signal.aborted ? ABANDONED : navigator.onLine ? UNREACHABLE : OFFLINE);
  } finally {
    clearTimeout(end);
    clearTimeout(stall);
  }
}
