use super::{Lang, Messages};

pub static MESSAGES: Messages = Messages {
    lang: Lang::Vi,
    language: "Tiếng Việt",
    portal: "Cổng tin",
    skip_to_content: "Đến nội dung chính",
    home: "Trang chủ",
    archive: "Lưu trữ theo ngày",
    search: "Tìm kiếm",
    sections: "Chuyên mục",
    untitled: "(Không có tiêu đề)",
    undated: "Không ghi ngày",
    one_story: "{} tin",
    n_stories: "{} tin",

    updated_on: "Cập nhật {}",
    members_only: "Tin nội bộ",
    article_missing: "Không tìm thấy bài viết",

    news_of_day: "Các tin đã đưa ngày {}",
    news_of_month: "Các tin đã đưa {}",

    saved: "Tin đã lưu",

    sign_in: "Đăng nhập",
    sign_out: "Đăng xuất",
    signed_in_as: "Đã đăng nhập: {}",
    members_news_failed: "Chưa tải được tin nội bộ.",

    not_found: "Không tìm thấy trang",

    weekdays: [
        "Thứ Hai",
        "Thứ Ba",
        "Thứ Tư",
        "Thứ Năm",
        "Thứ Sáu",
        "Thứ Bảy",
        "Chủ Nhật",
    ],
    weekdays_short: ["T2", "T3", "T4", "T5", "T6", "T7", "CN"],
    months: [
        "tháng 1",
        "tháng 2",
        "tháng 3",
        "tháng 4",
        "tháng 5",
        "tháng 6",
        "tháng 7",
        "tháng 8",
        "tháng 9",
        "tháng 10",
        "tháng 11",
        "tháng 12",
    ],
};
