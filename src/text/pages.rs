//! The words of the later pages.

super::catalogue! {
    /// The catalogue of the later pages.
    Words, by words:
    search_news:
        "Tìm trong tin tức",
        "Search the news";
    latest:
        "Tin mới nhất",
        "Latest news";
    other_news:
        "Các tin khác",
        "More news";
    theme_contrast:
        "Tương phản cao",
        "High contrast";
    urgent:
        "Thông báo khẩn",
        "Urgent notices";
    /// With what it says.
    close_notice:
        "Đóng thông báo “{}”",
        "Close the notice “{}”";
    pinned:
        "Tin ghim",
        "Pinned";
    to_top:
        "↑ Lên đầu trang",
        "↑ Back to top";
    older_news:
        "Xem tin cũ hơn",
        "Older news";
    more_stories:
        "Xem thêm (còn {})",
        "Show more ({} left)";
    loading_older:
        "Đang tải tin cũ hơn…",
        "Loading older news…";
    archive_broken:
        "Một tệp của kho tin cũ bị thiếu hoặc hỏng. Hãy thử lại; nếu vẫn vậy, hãy báo cho người quản trị cổng tin.",
        "A file of the older news is missing or broken. Try again; if that does not help, please tell the administrator of this portal.";
    archive_later:
        "Kho tin cũ thuộc phiên bản mới hơn cổng tin này. Hãy tải lại trang.",
        "The older news is of a later version than this portal. Load the page anew.";
    no_older_news:
        "Đã hiển thị tất cả tin.",
        "All the news is shown.";
    no_news_yet:
        "Chưa có tin nào được đăng.",
        "No news has been published yet.";
    feed_ended:
        "Nguồn tin này đã ngừng cập nhật.",
        "This source no longer publishes news.";
    section_feeds:
        "Theo dõi mục này bằng trình đọc tin:",
        "Follow this section in a feed reader:";
    more_of_section:
        "Cùng chuyên mục {}",
        "More of {}";
    all_of_section:
        "Tất cả tin mục {}",
        "All of {}";
    search_for:
        "Từ cần tìm",
        "Words to find";
    search_hint:
        "Có thể gõ không dấu",
        "Marks and capitals do not matter";
    type_words:
        "Hãy nhập từ cần tìm.",
        "Type the words to find.";
    filter:
        "Lọc kết quả",
        "Filter the results";
    from_day:
        "Từ ngày",
        "From";
    to_day:
        "Đến ngày",
        "To";
    in_section:
        "Chuyên mục",
        "Section";
    any_section:
        "Tất cả",
        "All";
    order:
        "Thứ tự",
        "Order";
    best_first:
        "Phù hợp nhất trước",
        "Best match first";
    newest_first:
        "Mới nhất trước",
        "Newest first";
    no_filters:
        "Bỏ lọc",
        "Remove the filters";
    days_turned:
        "“Từ ngày” đang sau “Đến ngày”. Hãy sửa một trong hai ngày.",
        "“From” is after “To”. Correct one of the two days.";
    looking_for_article:
        "Đang tìm bài viết…",
        "Looking for the article…";
    article_missing:
        "Không tìm thấy bài viết",
        "Article not found";
    article_not_shown:
        "Chưa xem được bài viết này",
        "This article cannot be shown";
    sign_in_to_read:
        "Đăng nhập để đọc, nếu đây là tin nội bộ",
        "Sign in to read it, if it is members’ news";
    results_for:
        "{} cho “{}”",
        "{} for “{}”";
    results:
        "Kết quả",
        "Results";
    searching:
        "Đang tìm “{}”…",
        "Searching for “{}”…";
    not_all_searched:
        "Chưa tìm được hết cho “{}”",
        "Not all news could be searched for “{}”";
    nothing_found:
        "Không tìm thấy tin nào cho “{}”",
        "Nothing found for “{}”";
    nothing_found_help:
        "Hãy thử ít từ hơn hoặc từ khác; có thể gõ không dấu.",
        "Try fewer or other words; marks and capitals do not matter.";
    searched_so_far:
        "Đã xem {}…",
        "{} looked through so far…";
    searched_headlines:
        "Với tin cũ, chỉ tìm trong tiêu đề và tóm tắt.",
        "Of older news only headlines and summaries are searched.";
    search_on:
        "Tìm tiếp trong tin cũ hơn",
        "Search older news, too";
    searched_all:
        "Đã tìm trong tất cả {}.",
        "Looked through all {}.";
    searched_filtered:
        "Đã tìm hết các tin hợp với bộ lọc.",
        "All news that passes the filters was looked through.";
    saved_by_reader:
        "Đã lưu",
        "Saved";
    read_before:
        "Đã đọc gần đây",
        "Read recently";
    remove_saved:
        "Bỏ “{}”",
        "Remove “{}”";
    was_removed:
        "Đã bỏ “{}”.",
        "“{}” was removed.";
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
    /// Of an article on paper.
    printed_on:
        "In ngày {}",
        "Printed on {}";
    published_by:
        "Cơ quan chủ quản: ",
        "Published by: ";
    address:
        "Địa chỉ: ",
        "Address: ";
    responsible:
        "Chịu trách nhiệm: ",
        "Responsible: ";
    phone:
        "Điện thoại: ",
        "Telephone: ";
    email:
        "Email: ",
        "Email: ";
    licence:
        "Giấy phép: ",
        "Licence: ";
    config_wrong:
        "Cấu hình của cổng tin chưa đúng",
        "The portal’s configuration is wrong";
    config_wrong_why:
        "Người quản trị cần sửa các khoá sau trong khối cấu hình của trang:",
        "The operator has to correct these keys in the page’s config block:";
    whole_day:
        "Xem cả ngày ({})",
        "All news of this day ({})";
    attachments:
        "Tệp đính kèm",
        "Attachments";
    tags:
        "Chuyên mục",
        "Sections";
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
    yesterday:
        "Hôm qua",
        "Yesterday";
    today:
        "Hôm nay",
        "Today";
    month:
        "Tháng",
        "Month";
    year:
        "Năm",
        "Year";
    whole_month:
        "Xem cả {}",
        "All of {}";
    other_days:
        "Chọn ngày khác",
        "Choose another day";
    site:
        "Liên kết của cổng tin",
        "Links of this portal";
}
