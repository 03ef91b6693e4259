//! The words of the later pages.

super::words! {
    /// The catalogue of the later pages.
    Words in "pages", by words:
    search_news:
        "Tìm trong tin tức",
        "Search the news";
    latest:
        "Tin mới nhất",
        "Latest news";
    older_news:
        "Xem tin cũ hơn",
        "Older news";
    more_stories:
        "Xem thêm (còn {})",
        "Show more ({} left)";
    no_older_news:
        "Đã hiển thị tất cả tin.",
        "All the news is shown.";
    no_news_yet:
        "Chưa có tin nào được đăng.",
        "No news has been published yet.";
    feed_ended:
        "Nguồn tin này đã ngừng cập nhật.",
        "This source no longer publishes news.";
    all_of_section:
        "Tất cả tin mục {}",
        "All of {}";
    results_for:
        "{} cho “{}”",
        "{} for “{}”";
    searching:
        "Đang tìm…",
        "Searching…";
    nothing_found:
        "Không tìm thấy tin nào cho “{}”",
        "Nothing found for “{}”";
    nothing_found_help:
        "Hãy thử ít từ hơn hoặc từ khác; có thể gõ không dấu.",
        "Try fewer or other words; marks and capitals do not matter.";
    searched_loaded:
        "Đã tìm trong {} đã tải.",
        "Searched the {} loaded so far.";
    search_older:
        "Tìm cả trong tin cũ hơn",
        "Search older news too";
    nothing_saved:
        "Chưa có tin nào được lưu trên thiết bị này.",
        "No news is saved on this device yet.";
    forget_saved:
        "Xoá các tin đã lưu",
        "Remove the saved news";
    section:
        "Chuyên mục {}",
        "Section: {}";
    no_such_section:
        "Chưa có tin nào trong chuyên mục này.",
        "There is no news in this section yet.";
    embed:
        "Đưa tin lên trang khác",
        "News on your page";
    sign_in_why:
        "Dành cho cán bộ, để đọc tin nội bộ.",
        "For staff, to read members’ news.";
    name:
        "Tên đăng nhập",
        "User name";
    password:
        "Mật khẩu",
        "Password";
    show_password:
        "Hiện mật khẩu",
        "Show password";
    keep_signed_in:
        "Duy trì đăng nhập",
        "Keep me signed in";
    keep_signed_in_hint:
        "Không chọn nếu dùng máy chung.",
        "Not on a shared computer.";
    signing_in:
        "Đang đăng nhập…",
        "Signing in…";
    fill_name:
        "Hãy nhập tên đăng nhập.",
        "Type your user name.";
    fill_password:
        "Hãy nhập mật khẩu.",
        "Type your password.";
    sign_in_framed:
        "Không thể đăng nhập trong khung của một trang khác.",
        "You cannot sign in inside another page.";
    sign_in_outside:
        "Mở trang đăng nhập trong thẻ mới",
        "Open the sign-in page in a new tab";
    sign_in_off:
        "Cổng tin này không có đăng nhập.",
        "This portal has no sign-in.";
    already_signed_in:
        "Bạn đã đăng nhập với tên {}.",
        "You are signed in as {}.";
    go_on:
        "Tiếp tục",
        "Continue";
    wrong_credentials:
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại mật khẩu.",
        "The user name or the password is wrong. Type the password again.";
    account_locked:
        "Tài khoản này đang bị khoá. Hãy liên hệ người quản trị.",
        "This account is locked. Please ask the administrator.";
    too_many_attempts:
        "Đã thử quá nhiều lần.",
        "Too many attempts.";
    wait_seconds:
        "Hãy đợi {} giây rồi thử lại.",
        "Wait {} seconds, then try again.";
    try_again_now:
        "Bây giờ có thể thử lại.",
        "You can try again now.";
    sign_in_down:
        "Máy chủ đăng nhập đang gặp sự cố. Hãy thử lại sau ít phút.",
        "The sign-in server has a problem. Try again in a few minutes.";
    sign_in_missing:
        "Không tìm thấy dịch vụ đăng nhập. Hãy báo cho người quản trị cổng tin.",
        "The sign-in service is not there. Please tell the administrator of this portal.";
    sign_in_offline:
        "Thiết bị đang không có mạng. Hãy kết nối mạng rồi thử lại.",
        "This device is offline. Connect it, then try again.";
    sign_in_unreachable:
        "Không kết nối được tới máy chủ đăng nhập. Hãy kiểm tra mạng rồi thử lại.",
        "The sign-in server cannot be reached. Check the connection, then try again.";
    day_empty:
        "Hãy nhập ngày cần xem, ví dụ 22/3/2021.",
        "Type the day you want, for example 22/3/2021.";
    day_not_a_date:
        "Chưa hiểu ngày này. Hãy nhập theo thứ tự ngày/tháng/năm, ví dụ 22/3/2021.",
        "This is not a date we know. Type day/month/year, for example 22/3/2021.";
    day_no_such_month:
        "Không có tháng {}. Tháng phải từ 1 đến 12.",
        "There is no month {}. Months go from 1 to 12.";
    day_no_such_day:
        "Không có ngày {}: {} chỉ có {} ngày.",
        "There is no {}: {} has only {} days.";
    day_missing_year:
        "Hãy nhập cả năm, ví dụ 22/3/2021.",
        "Type the year too, for example 22/3/2021.";
    no_news_on_day:
        "Không có tin nào đăng ngày {}.",
        "Nothing was published on {}.";
    no_news_in_month:
        "Không có tin nào đăng trong {}.",
        "Nothing was published in {}.";
    nearest_earlier:
        "Ngày gần nhất trước đó: {}",
        "Nearest earlier day: {}";
    nearest_later:
        "Ngày gần nhất sau đó: {}",
        "Nearest later day: {}";
    not_found_why:
        "Địa chỉ này không có trong cổng tin:",
        "This portal has no such address:";
    not_found_help:
        "Hãy tìm theo từ khoá hoặc xem tin theo ngày.",
        "Search for it, or look in the news by date.";
    show_embedded:
        "Hiện nội dung từ {}",
        "Show it from {}";
    open_at:
        "Mở tại {}",
        "Open at {}";
    sign_out_failed:
        "Chưa đăng xuất được. Hãy thử lại.",
        "You could not be signed out. Please try again.";
    doctor:
        "Khám nguồn tin",
        "Feed doctor";
    config_wrong:
        "Cấu hình của cổng tin chưa đúng",
        "The portal’s configuration is wrong";
    config_wrong_why:
        "Người quản trị cần sửa các khoá sau trong khối cấu hình của trang:",
        "The operator has to correct these keys in the page’s config block:";
}
