use feed::TypedDayError;

use super::{Lang, Messages, Words, fill};
use crate::fault::{ArchiveFault, FeedFault, SignInFault, Transport};

/// What to tell a reader of a fault.
pub type Advice = &'static str;

/// What happened to the news, and what to do.
pub fn feed_advice(messages: &Messages, fault: &FeedFault) -> Advice {
    match fault {
        FeedFault::Transport(Transport::Offline) => messages.feed_offline,
        FeedFault::Transport(Transport::Slow) => messages.feed_slow,
        FeedFault::Transport(Transport::TooLarge) => messages.feed_too_large,
        FeedFault::Transport(Transport::Unreachable | Transport::Abandoned)
        | FeedFault::PartMissing => messages.feed_unreachable,
        FeedFault::Transport(Transport::Status { code, .. }) => match code {
            429 | 500..=599 => messages.feed_busy,
            _ => messages.feed_gone,
        },
        FeedFault::NotAFeed(_) | FeedFault::Archive(_) => messages.feed_broken,
    }
}

/// What happened to older news, and what to do.
pub fn older_advice(messages: &Messages, fault: &FeedFault) -> Advice {
    let words = messages.lang.words();
    match fault {
        FeedFault::Archive(ArchiveFault::Broken) => words.archive_broken,
        FeedFault::Archive(ArchiveFault::Later) => words.archive_later,
        fault => feed_advice(messages, fault),
    }
}

/// What happened at sign-in. The wait of `TooManyAttempts` is told beside it, as it runs down.
pub fn sign_in_advice(words: &Words, fault: &SignInFault) -> Advice {
    match fault {
        SignInFault::WrongCredentials => words.wrong_credentials,
        SignInFault::Locked => words.account_locked,
        SignInFault::TooManyAttempts { .. } => words.too_many_attempts,
        SignInFault::Missing | SignInFault::Transport(Transport::TooLarge) => words.sign_in_missing,
        SignInFault::Transport(Transport::Offline) => words.sign_in_offline,
        SignInFault::Transport(Transport::Status { .. }) => words.sign_in_down,
        SignInFault::Transport(_) => words.sign_in_unreachable,
    }
}

/// What is wrong with a typed day.
pub fn typed_day_advice(lang: Lang, error: &TypedDayError) -> String {
    let words = lang.words();
    match error {
        TypedDayError::Empty => words.day_empty.into(),
        TypedDayError::NotADate => words.day_not_a_date.into(),
        TypedDayError::MissingYear => words.day_missing_year.into(),
        TypedDayError::NoSuchMonth { month } => fill(words.day_no_such_month, &month.to_string()),
        TypedDayError::NoSuchDay { day, month, last } => {
            super::numbers::no_such_day(lang, *day, *month, *last)
        }
    }
}
