// What src/js/ask.js has asked for; whoever comes first takes it.
export function asked(address) {
  const news = globalThis.congTinNews;
  if (news?.address !== address) return;
  const { asked } = news;
  delete news.asked;
  return asked;
}
