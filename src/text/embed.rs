//! The words of the widget, and of the page that makes its tag.

super::catalogue! {
    /// The catalogue of the widget and of its tag's page.
    EmbedWords, by embed_words:
    latest:
        "Tin mới nhất",
        "Latest news";
    no_news_yet:
        "Chưa có tin nào được đăng.",
        "No news has been published yet.";
    all_news:
        "Xem tất cả tin",
        "All the news";
    back:
        "Quay lại",
        "Back";
    wrong:
        "Khung tin này chưa được thiết lập đúng.",
        "This news widget is not set up correctly.";
    why:
        "Đặt tin của cổng này vào trang khác: chọn, xem thử, rồi sao chép hai dòng mã vào trang của bạn.",
        "Put this portal’s news into another page: choose, look at it, and copy the two lines into your page.";
    view:
        "Hiển thị",
        "Show";
    article:
        "Một bài viết",
        "One article";
    date:
        "Tin theo ngày",
        "News by date";
    limit:
        "Số tin",
        "Number of stories";
    item:
        "Địa chỉ bài viết",
        "Address of the article";
    day:
        "Ngày hoặc tháng (2021-03-22 hoặc 2021-03)",
        "Day or month (2021-03-22 or 2021-03)";
    open:
        "Nơi mở tin",
        "Where stories open";
    in_portal:
        "Trên cổng tin",
        "In the portal";
    inside:
        "Ngay trong khung",
        "Inside the widget";
    code:
        "Mã để đặt vào trang",
        "Code for your page";
    copy:
        "Sao chép mã",
        "Copy the code";
    copied:
        "Đã sao chép mã.",
        "The code is copied.";
    not_copied:
        "Không sao chép được. Hãy chọn đoạn mã rồi sao chép.",
        "It could not be copied. Select the code and copy it.";
    preview:
        "Xem thử",
        "Preview";
}
