//! The session API: who is signed in, sign in, sign out.

use std::{sync::Arc, time::Instant};

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Request, State},
    http::{StatusCode, request::Parts},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tokio::time::timeout;
use tower_cookies::{Cookie, Cookies, cookie::SameSite};
use tower_sessions::{Expiry, Session};

use super::{
    BODY_TIME, BROWSER_COOKIE, Context,
    attempts::{ClientAddress, Subject},
    cookie_name,
    problem::Problem,
};
use crate::{AccountName, accounts::Account, browsers::KNOWN_FOR};

/// Where in the session's record [`Ticket`] is.
const TICKET: &str = "ticket";

/// What a session remembers.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Ticket {
    account: i64,
    #[serde(with = "time::serde::rfc3339")]
    expires_at: OffsetDateTime,
}

/// The body of a sign-in.
#[derive(Deserialize)]
pub(super) struct Credentials {
    name: String,
    password: String,
    #[serde(default)]
    remember: bool,
}

impl FromRequest<Arc<Context>> for Credentials {
    type Rejection = Problem;

    /// Reads the body, which has to come in time.
    async fn from_request(request: Request, context: &Arc<Context>) -> Result<Self, Problem> {
        let read = Json::from_request(request, context);
        match timeout(BODY_TIME, read).await {
            Ok(read) => Ok(read.map(|Json(credentials)| credentials)?),
            Err(_) => Err(Problem::MalformedRequest(StatusCode::REQUEST_TIMEOUT)),
        }
    }
}

/// The answer to "who is signed in".
#[derive(Serialize)]
pub(super) struct SignedIn {
    user: User,
    #[serde(with = "time::serde::rfc3339")]
    expires_at: OffsetDateTime,
}

#[derive(Serialize)]
struct User {
    id: String,
    name: String,
}

impl SignedIn {
    fn new(account: Account, ticket: Ticket) -> Self {
        Self {
            user: User {
                id: account.id.to_string(),
                name: account.display_name,
            },
            expires_at: ticket.expires_at,
        }
    }
}

/// The signed-in reader who makes a request; without one it is answered with
/// [`Problem::NotSignedIn`].
pub(super) struct Reader {
    account: Account,
    ticket: Ticket,
}

impl FromRequestParts<Arc<Context>> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut Parts,
        context: &Arc<Context>,
    ) -> Result<Self, Problem> {
        let session = Session::from_request_parts(parts, context)
            .await
            .map_err(|_| Problem::Internal)?;
        let Some(ticket) = session.get::<Ticket>(TICKET).await? else {
            return Err(Problem::NotSignedIn);
        };
        // The store keeps a record longer than a browser keeps a cookie
        // without a lifetime, so the end is checked here.
        let account = if ticket.expires_at > OffsetDateTime::now_utc() {
            context.accounts.open_account(ticket.account).await?
        } else {
            None
        };
        let Some(account) = account else {
            session.flush().await?;
            return Err(Problem::NotSignedIn);
        };
        Ok(Self { account, ticket })
    }
}

/// `GET`: who is signed in.
pub(super) async fn read(reader: Reader) -> Json<SignedIn> {
    Json(SignedIn::new(reader.account, reader.ticket))
}

/// `POST`: checks a name and a password, and begins a session under a new id.
pub(super) async fn sign_in(
    State(context): State<Arc<Context>>,
    session: Session,
    cookies: Cookies,
    address: ClientAddress,
    credentials: Credentials,
) -> Result<Json<SignedIn>, Problem> {
    let name: AccountName = credentials.name.parse()?;

    let cookie_name = cookie_name(BROWSER_COOKIE, context.secure_cookie);
    let browser = match cookies.get(&cookie_name) {
        Some(cookie) => context.browsers.known(cookie.value(), &name).await?,
        None => None,
    };
    let subject = match &browser {
        Some(browser) => Subject::Browser(browser.clone()),
        None => Subject::Name(name.clone()),
    };
    let attempt = context.attempts.begin(subject, address, Instant::now())?;
    let Some(account) = context
        .accounts
        .authenticate(&name, credentials.password)
        .await?
    else {
        return Err(Problem::WrongCredentials);
    };
    context.attempts.forgive(attempt);
    if account.locked {
        return Err(Problem::AccountLocked);
    }

    let lifetime = if credentials.remember {
        context.lifetimes.remembered
    } else {
        context.lifetimes.session
    };
    let now = OffsetDateTime::now_utc();
    let ticket = Ticket {
        account: account.id,
        expires_at: (now + lifetime).truncate_to_second(),
    };
    // A new id, so that one planted in the browser before is worth nothing.
    session.cycle_id().await?;
    session.insert(TICKET, ticket).await?;
    session.set_expiry(Some(if credentials.remember {
        Expiry::AtDateTime(ticket.expires_at)
    } else {
        Expiry::OnSessionEnd
    }));
    let browser = context.browsers.renew(browser, account.id).await?;
    let cookie = Cookie::build((cookie_name, browser.as_str().to_owned()))
        .path("/")
        .max_age(KNOWN_FOR)
        .http_only(true)
        .secure(context.secure_cookie)
        .same_site(SameSite::Strict);
    cookies.add(cookie.build());
    Ok(Json(SignedIn::new(account, ticket)))
}

/// `DELETE`: ends the session, if there is one.
pub(super) async fn sign_out(session: Session) -> Result<StatusCode, Problem> {
    session.flush().await?;
    Ok(StatusCode::NO_CONTENT)
}
