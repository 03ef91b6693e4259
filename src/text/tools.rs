//! The words of the tools of an article.

super::catalogue! {
    /// The catalogue of an article's tools.
    ToolWords, by tool_words:
    reading_time:
        "Đọc khoảng {} phút",
        "{} min read";
    read_aloud:
        "Đọc thành tiếng",
        "Read aloud";
    listen:
        "Nghe",
        "Listen";
    pause:
        "Tạm dừng",
        "Pause";
    resume:
        "Nghe tiếp",
        "Go on";
    stop:
        "Dừng",
        "Stop";
    rate:
        "Tốc độ đọc",
        "Speed";
    no_voice:
        "Thiết bị này không có giọng để đọc bài này.",
        "This device has no voice to read this article.";
    text_size:
        "Cỡ chữ",
        "Text size";
    /// With what is seen of it, which may be spoken to press it.
    smaller_text:
        "A−, chữ nhỏ hơn",
        "A−, smaller text";
    larger_text:
        "A+, chữ lớn hơn",
        "A+, larger text";
    text_size_now:
        "Cỡ chữ: {}%",
        "Text size: {}%";
    contents:
        "Mục lục",
        "Contents";
    enlarge:
        "Xem ảnh lớn",
        "Enlarge the picture";
    picture:
        "Ảnh lớn",
        "The picture enlarged";
    previous_picture:
        "Ảnh trước",
        "Previous picture";
    next_picture:
        "Ảnh sau",
        "Next picture";
    actual_size:
        "Cỡ thật",
        "Actual size";
    close:
        "Đóng",
        "Close";
    save:
        "Lưu trên máy này",
        "Save on this device";
    unsave:
        "Bỏ lưu",
        "Remove from this device";
    saved:
        "Đã lưu, đọc được khi không có mạng.",
        "Saved, to be read without a network.";
    removed:
        "Đã bỏ lưu.",
        "Removed.";
    not_saved:
        "Không lưu được: có thể đã hết chỗ.",
        "It could not be saved: there may be no room.";
    share:
        "Chia sẻ",
        "Share";
    system_sheet:
        "Ứng dụng trên máy…",
        "Apps on this device…";
    copy_link:
        "Sao chép liên kết",
        "Copy link";
    link_copied:
        "Đã sao chép liên kết.",
        "The link is copied.";
    link_not_copied:
        "Không sao chép được. Hãy sao chép địa chỉ trên thanh địa chỉ của trình duyệt.",
        "It could not be copied. Copy the address from the browser’s address bar.";
    by_mail:
        "Gửi qua thư điện tử",
        "Send by e-mail";
    on_facebook:
        "Chia sẻ lên Facebook",
        "Share on Facebook";
    print:
        "In trang này",
        "Print this page";
}
