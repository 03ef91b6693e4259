//! The words of what comes after an article's headline: the rest of it, and what stands around every
//! page.

super::words! {
    /// The catalogue of what comes after an article's headline.
    Below in "article", by below:
    site:
        "Liên kết của cổng tin",
        "Links of this portal";
    theme:
        "Giao diện",
        "Appearance";
    theme_auto:
        "Theo máy",
        "As the device";
    theme_light:
        "Sáng",
        "Light";
    theme_dark:
        "Tối",
        "Dark";
    change_language:
        "Ngôn ngữ",
        "Language";
    retry:
        "Thử lại",
        "Try again";
    whole_day:
        "Xem cả ngày ({})",
        "All news of this day ({})";
    loading_older:
        "Đang tải tin cũ hơn…",
        "Loading older news…";
    byline:
        "Tác giả",
        "Author";
    attachments:
        "Tệp đính kèm",
        "Attachments";
    tags:
        "Chuyên mục",
        "Sections";
    original_at:
        "Đọc bài gốc tại {}",
        "Read the original at {}";
    only_beginning:
        "Bài này quá dài: ở đây chỉ hiển thị phần đầu.",
        "This story is very long: only its beginning is shown here.";
    newer_story:
        "Tin mới hơn",
        "Newer story";
    older_story:
        "Tin cũ hơn",
        "Older story";
    other_stories:
        "Tin trước và sau",
        "Previous and next";
    also_that_day:
        "Tin khác cùng ngày",
        "Also on that day";
    picture_missing:
        "Không tải được ảnh",
        "This picture could not be loaded";
    table:
        "Bảng số liệu",
        "Table";
    no_content:
        "Tin này không có nội dung.",
        "This story has no text.";
    copy_link:
        "Sao chép liên kết",
        "Copy link";
    link_copied:
        "Đã sao chép liên kết.",
        "The link is copied.";
    link_not_copied:
        "Không sao chép được. Hãy sao chép địa chỉ trên thanh địa chỉ của trình duyệt.",
        "The link could not be copied. Copy it from the browser’s address bar.";
    share:
        "Chia sẻ",
        "Share";
    print:
        "In trang này",
        "Print this page";
    looking_for_article:
        "Đang tìm bài viết…",
        "Looking for the article…";
    article_missing_why:
        "Bài viết này có thể đã được gỡ, hoặc địa chỉ chưa đúng.",
        "The article may have been withdrawn, or its address is wrong.";
    /// The heading of the page we replace: "Các tin đã đưa ngày:".
    news_of_the_day:
        "Các tin đã đưa ngày:",
        "News published on:";
    calendar:
        "Lịch tin",
        "News calendar";
    calendar_help:
        "Dùng các phím mũi tên để chọn ngày, Page Up và Page Down để đổi tháng, thêm Shift để đổi năm, Enter để xem tin.",
        "Arrow keys choose a day, Page Up and Page Down change the month, with Shift the year; Enter shows the news.";
    previous_month:
        "Tháng trước",
        "Previous month";
    next_month:
        "Tháng sau",
        "Next month";
    month:
        "Tháng",
        "Month";
    year:
        "Năm",
        "Year";
    go_to_month:
        "Đến tháng",
        "Go to month";
    type_a_day:
        "Nhập ngày",
        "Type a day";
    type_a_day_hint:
        "Ví dụ: 22/3/2021",
        "For example: 22/3/2021";
    show_day:
        "Xem tin",
        "Show the news";
    today:
        "Hôm nay",
        "Today";
    whole_month:
        "Xem cả {}",
        "All of {}";
    search_for:
        "Từ cần tìm",
        "Words to find";
    search_hint:
        "Có thể gõ không dấu",
        "Marks and capitals do not matter";
    feed_offline:
        "Thiết bị đang không có mạng. Hãy kết nối mạng rồi thử lại.",
        "This device is offline. Connect it, then try again.";
    feed_unreachable:
        "Không kết nối được tới nguồn tin. Hãy kiểm tra mạng rồi thử lại.",
        "The news cannot be reached. Check the connection, then try again.";
    feed_slow:
        "Nguồn tin trả lời quá chậm. Hãy thử lại.",
        "The news took too long to answer. Try again.";
    feed_busy:
        "Máy chủ tin đang quá tải hoặc gặp sự cố. Hãy thử lại sau ít phút.",
        "The news server is overloaded or has a problem. Try again in a few minutes.";
    feed_gone:
        "Không tìm thấy nguồn tin. Hãy thử lại sau, hoặc báo cho người quản trị cổng tin.",
        "The news source is not there. Try again later, or tell the administrator of this portal.";
    feed_broken:
        "Nguồn tin gửi về dữ liệu không đọc được. Hãy thử lại sau, hoặc báo cho người quản trị cổng tin.",
        "The news source sent something unreadable. Try again later, or tell the administrator of this portal.";
    feed_too_large:
        "Nguồn tin quá lớn nên không đọc được. Hãy báo cho người quản trị cổng tin.",
        "The news source is too large to be read. Please tell the administrator of this portal.";
    tried_again:
        "Cổng tin cũng sẽ tự thử lại.",
        "It will also be tried again by itself.";
    feed_failed:
        "Chưa tải được tin",
        "The news could not be loaded";
    loading:
        "Đang tải tin…",
        "Loading the news…";
}
