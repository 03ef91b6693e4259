// An app that shows the news beside its own things, as React 19 has it: properties where the
// element has them, and its events by their names.
import { StrictMode, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

function News({ feed, limit, choose }) {
  const element = useRef(null);
  useEffect(() => {
    const opened = (event) => {
      event.preventDefault();
      choose(event.detail.title);
    };
    const news = element.current;
    news.addEventListener("cong-tin-open", opened);
    return () => news.removeEventListener("cong-tin-open", opened);
  }, [choose]);
  return (
    <cong-tin ref={element} feed={feed} limit={limit} loading="eager">
      <p>Xem tin tại cổng</p>
    </cong-tin>
  );
}

function App({ feed }) {
  const [limit, setLimit] = useState(3);
  const [shown, setShown] = useState(true);
  const [chosen, choose] = useState(null);
  return (
    <main>
      <h1>Ứng dụng</h1>
      <button onClick={() => setLimit(2)}>Ít tin hơn</button>
      <button onClick={() => setShown(!shown)}>{shown ? "Bỏ khung tin" : "Đặt lại khung tin"}</button>
      <p>Bài được chọn: {chosen ?? "chưa có"}</p>
      {shown && <News feed={feed} limit={limit} choose={choose} />}
    </main>
  );
}

const root = document.getElementById("root");
createRoot(root).render(
  <StrictMode>
    <App feed={root.dataset.feed} />
  </StrictMode>,
);
