// The words of what comes after the first view and of the service worker: src/offline, src/worker.
export default {
  vi: {
    offline: "Thiết bị đang không có mạng.",
    unreachable: "Chưa kết nối được tới cổng tin.",
    readSaved: "Đọc tin đã lưu",
    saved: "Tin đã lưu",
    savedWhy: "Những tin đã mở được giữ trên thiết bị này để đọc khi không có mạng.",
    news: "Đã có tin mới.",
    showNews: "Xem tin mới",
    build: "Cổng tin có phiên bản mới.",
    reload: "Tải lại trang",
    close: "Đóng thông báo",
  },
  en: {
    offline: "This device has no network.",
    unreachable: "The portal cannot be reached.",
    readSaved: "Read saved news",
    saved: "Saved news",
    savedWhy: "News that was opened is kept on this device, to be read without a network.",
    news: "There is newer news.",
    showNews: "Show it",
    build: "There is a new version of the portal.",
    reload: "Reload the page",
    close: "Close this notice",
  },
};
