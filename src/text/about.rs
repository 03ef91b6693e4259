//! The words of the pages about the portal.

use super::Lang;

super::catalogue! {
    /// The catalogue of the pages about the portal.
    AboutWords, by about_words:
    pages:
        "Các trang",
        "Pages";
    months:
        "Tin theo tháng",
        "News by month";
    for_readers:
        "Dành cho trình đọc tin",
        "For feed readers";
    feed:
        "Nguồn tin của cổng",
        "The portal’s feed";
    goal:
        "Cổng tin được làm để ai cũng dùng được: bằng bàn phím, trình đọc màn hình, chữ lớn hay tương phản cao. \
         Mục tiêu là WCAG 2.2, mức AA.",
        "The portal is made for everybody: by keyboard, by screen reader, in large text or high contrast. \
         The goal is WCAG 2.2, level AA.";
    checked:
        "Những điều được kiểm tra",
        "What is checked";
    checked_how:
        "Mỗi bản phát hành được kiểm tra tự động trong Chromium, Firefox và WebKitGTK; số là tiêu chí của WCAG:",
        "Every release is checked automatically in Chromium, Firefox and WebKitGTK; numbers are criteria of WCAG:";
    limits:
        "Những điều chưa bảo đảm",
        "What is not assured";
    limit_news:
        "Nội dung tin do nơi đăng chịu trách nhiệm: ảnh có thể thiếu lời mô tả, tệp đính kèm có thể khó đọc.",
        "The news itself is its publisher’s: pictures may lack a description, and attached files may be hard to read.";
    limit_people:
        "Kiểm tra tự động không thay được người dùng: chưa có đợt thử nào với người dùng trình đọc màn hình.",
        "Automatic checks do not replace people: there has been no trial with users of screen readers yet.";
    limit_webkit:
        "Một số phép kiểm tra bàn phím và màu bắt buộc không chạy được trong WebKitGTK.",
        "Some checks of the keyboard and of forced colours cannot be run in WebKitGTK.";
    contact:
        "Báo trở ngại",
        "Report a barrier";
    contact_why:
        "Nếu có chỗ nào khó dùng, hãy cho nơi phụ trách biết:",
        "If something is hard to use, please tell those who are responsible:";
}

/// What a test of the portal sees to. `tests/e2e/stories/access.rs` names the stories of each.
pub struct Check {
    /// Criteria of WCAG 2.2, or what checks.
    pub name: &'static str,
    vi: &'static str,
    en: &'static str,
}

impl Check {
    pub fn in_words(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

const fn check(name: &'static str, vi: &'static str, en: &'static str) -> Check {
    Check { name, vi, en }
}

pub const CHECKS: [Check; 11] = [
    check(
        "axe-core",
        "không tìm thấy lỗi nào trên các trang và trạng thái được thử.",
        "finds nothing on any page and state that is tried.",
    ),
    check(
        "1.4.3, 1.4.11",
        "chữ và nút đủ tương phản, trên nền sáng, nền tối và tương phản cao.",
        "text and controls have enough contrast, in light, dark and high contrast.",
    ),
    check(
        "1.4.4, 1.4.10",
        "chữ phóng to được, và trang vừa màn hình rộng 320 điểm ảnh.",
        "text can be enlarged, and pages fit a screen of 320 pixels.",
    ),
    check(
        "1.4.12",
        "giãn dòng, giãn chữ không làm mất nội dung.",
        "text can be spaced out without losing any.",
    ),
    check(
        "2.1.1",
        "cả cổng dùng được chỉ bằng bàn phím.",
        "the whole portal can be used by keyboard alone.",
    ),
    check(
        "2.4.1",
        "phím Tab đầu tiên dẫn thẳng đến nội dung.",
        "the first Tab leads past the masthead to the content.",
    ),
    check(
        "2.4.3, 4.1.3",
        "trang mới được đọc tên, con trỏ đặt ở tiêu đề; khi quay lại, ở liên kết đã mở.",
        "a new page is announced and the focus is on its heading; on the way back, on the link that was followed.",
    ),
    check(
        "2.4.7, 2.4.11",
        "chỗ đang chọn luôn nhìn thấy, không bị che.",
        "what has the focus is seen, and never covered.",
    ),
    check(
        "3.2.3",
        "các chuyên mục giữ nguyên thứ tự.",
        "sections keep their order.",
    ),
    check(
        "3.3.1, 3.3.3",
        "ô nhập sai được chỉ ra bằng lời, cùng cách sửa.",
        "what was typed wrong is said in words, with the way to mend it.",
    ),
    check(
        "forced-colors",
        "với bảng màu của thiết bị, điều đang chọn vẫn nhận ra được.",
        "in colours of the device’s own, what is chosen can still be told.",
    ),
];
