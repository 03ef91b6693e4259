//! Words of the doctor's page.

use feed::{NotAFeed, Rule};

use super::{Lang, fill};

super::catalogue! {
    /// The catalogue of the doctor's page.
    DoctorWords, by doctor_words:
    what_it_is:
        "Dành cho người quản trị: cổng tin đọc nguồn tin ra sao, chỗ nào chưa đúng quy cách và đã xử lý thế nào, bộ lọc bỏ gì khỏi bài viết.",
        "For operators: how the portal reads a feed, what departs from the specification and what was done about it, and what the sanitiser takes out of articles.";
    address:
        "Địa chỉ nguồn tin",
        "Address of the feed";
    examine_address:
        "Khám",
        "Examine";
    text:
        "Hoặc dán nội dung nguồn tin",
        "Or paste the text of a feed";
    examine_text:
        "Khám nội dung đã dán",
        "Examine the text";
    file:
        "Hoặc chọn một tệp",
        "Or choose a file";
    examine_file:
        "Khám tệp",
        "Examine the file";
    examining:
        "Đang khám…",
        "Examining…";
    nothing_given:
        "Chưa có gì để khám.",
        "There is nothing to examine yet.";
    press_to_examine:
        "Bấm “Khám” để đọc nguồn tin ở địa chỉ này.",
        "Press “Examine” to read the feed at this address.";
    no_address:
        "Chỉ khám được địa chỉ bắt đầu bằng http:// hoặc https://.",
        "Only an address that begins with http:// or https:// can be examined.";
    did_not_come:
        "Chưa đọc được nguồn tin.",
        "The feed could not be read.";
    examined:
        "Đã khám xong. Lỗi: {}. Cảnh báo: {}. Ghi chú: {}.",
        "Examined. Errors: {}. Warnings: {}. Notes: {}.";
    outcome:
        "Kết quả",
        "Outcome";
    format:
        "Định dạng: {}",
        "Format: {}";
    title:
        "Tên: {}",
        "Title: {}";
    items:
        "Tin đọc được: {}",
        "Items read: {}";
    discarded:
        "Tin bị bỏ: {}",
        "Items discarded: {}";
    duplicates:
        "Tin trùng id bị bỏ: {}",
        "Items discarded as duplicates: {}";
    beyond:
        "Mục bị bỏ vì vượt giới hạn: {}",
        "Entries discarded beyond the limits: {}";
    errors:
        "Lỗi ({})",
        "Errors ({})";
    warnings:
        "Cảnh báo ({})",
        "Warnings ({})";
    notes:
        "Ghi chú ({})",
        "Notes ({})";
    in_order:
        "Không thấy chỗ nào sai quy cách.",
        "Nothing departs from the specification.";
    rule:
        "Quy tắc {}, {}",
        "Rule {}, {}";
    whole:
        "cả tài liệu",
        "the whole document";
    unlisted:
        "Còn {} chỗ nữa không được liệt kê.",
        "There are {} more that are not listed.";
    removed:
        "Bộ lọc bỏ khỏi bài viết ({})",
        "Taken out of articles by the sanitiser ({})";
    copy:
        "Sao chép báo cáo dạng JSON",
        "Copy the report as JSON";
    copied:
        "Đã sao chép báo cáo.",
        "The report is copied.";
    not_copied:
        "Trình duyệt không cho sao chép. Hãy tự chép báo cáo dưới đây.",
        "The browser does not allow it. Copy the report below by hand.";
    as_json:
        "Báo cáo dạng JSON",
        "The report as JSON";
    unreachable:
        "Trình duyệt không đọc được địa chỉ này: máy chủ không trả lời, hoặc không cho phép trang khác đọc (CORS). Máy chủ cần gửi Access-Control-Allow-Origin. Có thể dán nội dung hoặc chọn tệp để khám.",
        "The browser cannot read this address: the host does not answer, or does not let other sites read it (CORS). It has to send Access-Control-Allow-Origin. You can paste the text or choose a file instead.";
    offline:
        "Thiết bị đang không có mạng. Hãy kết nối mạng rồi thử lại.",
        "This device is offline. Connect it, then try again.";
    slow:
        "Máy chủ trả lời quá chậm: cổng tin chỉ đợi một phút.",
        "The host is too slow: the portal waits no longer than a minute.";
    too_large:
        "Nguồn tin lớn hơn 5 MB: cổng tin không đọc. Hãy chia thành nhiều trang bằng next_url.",
        "The feed is larger than 5 MB, which the portal does not read. Divide it into pages by next_url.";
    status:
        "Máy chủ trả lời mã HTTP {}.",
        "The host answers with HTTP status {}.";
    not_a_feed:
        "Đây không phải là nguồn tin",
        "This is not a feed";
    empty:
        "Nội dung trống.",
        "The text is empty.";
    not_json:
        "Không phải JSON.",
        "It is not JSON.";
    web_page:
        "Đây là một trang web, không phải nguồn tin: hãy xem lại địa chỉ.",
        "It is a web page: check the address.";
    not_a_json_feed:
        "Là JSON nhưng không phải JSON Feed: không có version và cũng không có items.",
        "It is JSON, but not a JSON Feed: it has neither a version nor items.";
    not_xml:
        "Không phải XML đọc được.",
        "It is not XML that can be read.";
    xml_cut_off:
        "XML bị cắt giữa chừng: có phần tử không được đóng.",
        "The XML is cut off: an element does not end.";
    not_an_xml_feed:
        "Là XML nhưng không phải RSS hay Atom.",
        "It is XML, but neither RSS nor Atom.";
    place:
        "Sai từ dòng {}, cột {}.",
        "It breaks at line {}, column {}.";
}

/// Why a text is no feed.
pub fn refusal(words: &DoctorWords, refused: &NotAFeed) -> String {
    let (why, place) = match refused {
        NotAFeed::Empty => (words.empty, None),
        NotAFeed::NotJson { html: true, .. } => (words.web_page, None),
        NotAFeed::NotJson { place, .. } => (words.not_json, *place),
        NotAFeed::NotAJsonFeed => (words.not_a_json_feed, None),
        NotAFeed::NotXml { place } => (words.not_xml, *place),
        NotAFeed::XmlCutOff { place } => (words.xml_cut_off, *place),
        NotAFeed::NotAnXmlFeed => (words.not_an_xml_feed, None),
    };
    match place {
        None => why.to_owned(),
        Some((line, column)) => {
            let place = fill(words.place, &line.to_string());
            [why, " ", &fill(&place, &column.to_string())].concat()
        }
    }
}

/// What is wrong, and what was done about it.
pub fn rule_text(lang: Lang, rule: Rule) -> &'static str {
    match lang {
        Lang::Vi => RULES[rule as usize],
        Lang::En => rule.text(),
    }
}

macro_rules! rules {
    ($($rule:ident: $text:literal;)*) => {
        static RULES: [&str; Rule::ALL.len()] = [$($text),*];

        // A line for each rule, in their order.
        const _: () = {
            let rules = [$(Rule::$rule),*];
            assert!(rules.len() == Rule::ALL.len());
            let mut at = 0;
            while at < rules.len() {
                assert!(rules[at] as usize == at);
                at += 1;
            }
        };
    };
}

rules! {
    ByteOrderMark: "Văn bản bắt đầu bằng dấu BOM; dấu này được bỏ qua.";
    LoneSurrogate: "Có nửa cặp surrogate đứng một mình; đã thay bằng U+FFFD.";
    NumberLong: "Một số có nhiều chữ số hơn mức nhiều chương trình giữ được; đã đọc như văn bản, từng chữ số.";
    XmlMended: "XML viết sai; đã bỏ các ký tự lạ và sửa các tham chiếu.";
    XmlJunk: "Trước hoặc sau XML có thứ khác; đã bỏ đi.";
    PrefixUnbound: "Có tiền tố không gắn với không gian tên nào; đã hiểu theo nghĩa thường dùng, hoặc bỏ các tên ấy.";
    NamespaceMended: "Không gian tên không đúng từng chữ với của định dạng; đã lấy đúng không gian tên ấy.";
    TooDeep: "Giá trị lồng sâu hơn mức một nguồn tin cần; đã bỏ đi.";
    TooMany: "Danh sách hoặc đối tượng có hơn 10.000 mục; đã bỏ phần vượt quá.";
    VersionMissing: "Thiếu version; nguồn tin được đọc như bản 1.1.";
    VersionLater: "version mới hơn 1.1; nguồn tin được đọc như bản 1.1.";
    VersionUnknown: "version không phải của JSON Feed; nguồn tin được đọc như bản 1.1.";
    TitleMissing: "Nguồn tin không có tên (title).";
    ItemsMissing: "Thiếu danh sách items; nguồn tin được coi là trống.";
    NextUrlIsThisFeed: "next_url trỏ về chính nguồn tin này; đã bỏ qua.";
    ExpiredNotBoolean: "expired không phải kiểu boolean; chỉ true mới có nghĩa nên đã bỏ qua.";
    HubIncomplete: "Mỗi hub cần có type và url; đã bỏ hub này.";
    ItemNotAnObject: "Tin không phải là đối tượng; đã bỏ tin này.";
    ItemEmpty: "Tin không có id, địa chỉ, tiêu đề hay nội dung; đã bỏ tin này.";
    IdMissing: "Tin cần có id là văn bản; đã lấy địa chỉ, tiêu đề hoặc nội dung thay thế.";
    IdNotText: "id không phải văn bản; đã lấy như văn bản.";
    IdShared: "Một tin khác cũng có id này; đã phân biệt bằng địa chỉ, tiêu đề và nội dung.";
    IdDuplicate: "Tin lặp lại một tin ở trước; đã bỏ tin này.";
    ContentMissing: "Tin cần có content_html hoặc content_text.";
    DateLenient: "Ngày không viết theo RFC 3339; vẫn đọc được.";
    DateGuessed: "Ngày có thể hiểu theo hai cách; đã lấy cách mà ngôn ngữ của tin thường dùng.";
    DateUnreadable: "Ngày không đọc được hoặc không có thật; đã bỏ qua.";
    TagsAsText: "Các thẻ viết thành một văn bản; đã tách theo dấu phẩy.";
    TagDuplicate: "Thẻ lặp lại một thẻ ở trước; đã bỏ đi.";
    TagsTooMany: "Tin có hơn 100 thẻ; đã bỏ thẻ này.";
    AuthorObsolete: "author đã lỗi thời từ bản 1.1, thay bằng authors; vẫn đọc được.";
    AuthorMalformed: "authors phải là danh sách các đối tượng; giá trị ở đây vẫn đọc được.";
    AuthorEmpty: "Tác giả cần có name, url hoặc avatar; đã bỏ tác giả này.";
    AuthorsTooMany: "Có hơn 100 tác giả; đã bỏ tác giả này.";
    AttachmentWithoutUrl: "Tệp đính kèm cần có url; đã bỏ tệp này.";
    AttachmentWithoutType: "Tệp đính kèm cần có mime_type; đã lấy kiểu theo tên tệp, hoặc application/octet-stream.";
    AttachmentsTooMany: "Tin có hơn 100 tệp đính kèm; đã bỏ tệp này.";
    NumberAsText: "Số viết thành văn bản; vẫn đọc được.";
    WrongType: "Giá trị khác kiểu mà quy cách yêu cầu; đã bỏ qua trường này.";
    Null: "Giá trị là null; nếu không có thì nên bỏ hẳn trường này.";
    UnknownField: "Quy cách không có trường này, và trường mở rộng phải bắt đầu bằng dấu gạch dưới; đã bỏ qua.";
    AddressRelative: "Địa chỉ tương đối; đã tính từ địa chỉ của nguồn tin.";
    AddressPadded: "Quanh địa chỉ có khoảng trắng; đã bỏ đi.";
    AddressRefused: "Địa chỉ không thuộc loại được hiển thị ở đây (http, https; với tác giả còn có mailto, tel); đã bỏ qua.";
    LanguageUnknown: "Ngôn ngữ không phải thẻ BCP 47 đúng cách viết; đã bỏ qua.";
    LanguageUnderscore: "Ngôn ngữ viết bằng dấu gạch dưới; đã thay bằng gạch nối.";
    TextEscaped: "Văn bản thuần có tham chiếu ký tự HTML; đã giải mã.";
    TextIsHtml: "Văn bản thuần có thẻ HTML; đã bỏ các thẻ.";
    TextTooLong: "Văn bản quá dài so với chỗ của nó; đã cắt bớt.";
    TextUnclean: "Văn bản có ký tự điều khiển; đã bỏ đi.";
}
