//! The session API: who is signed in, sign in, sign out.

use std::{sync::Arc, time::Instant};

use axum::{
    Json,
    extract::{FromRequestParts, State, rejection::JsonRejection},
    http::{StatusCode, request::Parts},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_sessions::{ExpiredDeletion, Expiry, Session};

use super::{Context, attempts::ClientAddress, problem::Problem};
use crate::{AccountName, accounts::Account};

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
    address: ClientAddress,
    body: Result<Json<Credentials>, JsonRejection>,
) -> Result<Json<SignedIn>, Problem> {
    let Json(credentials) = body?;
    let name: AccountName = credentials.name.parse()?;

    let attempt = context.attempts.begin(&name, address, Instant::now())?;
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
    if let Err(error) = context.sessions.delete_expired().await {
        tracing::warn!(%error, "old sessions could not be deleted");
    }
    Ok(Json(SignedIn::new(account, ticket)))
}

/// `DELETE`: ends the session, if there is one.
pub(super) async fn sign_out(session: Session) -> Result<StatusCode, Problem> {
    session.flush().await?;
    Ok(StatusCode::NO_CONTENT)
}
