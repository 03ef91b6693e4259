use super::{Lang, Messages};

pub static MESSAGES: Messages = Messages {
    lang: Lang::En,
    language: "English",
    portal: "News portal",
    skip_to_content: "Skip to content",
    home: "Home",
    archive: "News by date",
    search: "Search",
    sections: "Sections",
    untitled: "(Untitled)",
    undated: "Undated",
    one_story: "{} story",
    n_stories: "{} stories",

    updated_on: "Updated {}",
    members_only: "Members’ news",
    article_missing: "Article not found",

    news_of_day: "News published on {}",
    news_of_month: "News published in {}",

    saved: "Saved news",

    sign_in: "Sign in",
    sign_out: "Sign out",
    signed_in_as: "Signed in: {}",
    members_news_failed: "Members’ news could not be loaded.",

    not_found: "Page not found",

    weekdays: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    weekdays_short: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};
