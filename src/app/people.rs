//! Staff: signing in and out, links that work once. Whether an account exists is never told.

use super::story::tell;
use super::{App, At, By, Error};
use crate::base::random::SecretHash;
use crate::base::text::{Email, Wrong};
use crate::base::time::{HOUR, MINUTE};
use crate::base::{Broken, Id, Secret, Time};
use crate::domain::event::{Actor, Subject, What};
use crate::domain::people::{LinkPurpose, OneTimeLink, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, Session, Staff};
use crate::store::{Span, keys, tables};
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// A session ends after so long without a click… (SEC-3: 30 minutes to 2 hours idle)
pub const IDLE_MAX: i64 = 2 * HOUR;
/// …and in any case after a working day.
pub const SESSION_MAX: i64 = 16 * HOUR;
/// "Last seen" is written at most that often: each write costs the disk.
const SEEN_EVERY: i64 = 5 * MINUTE;
/// A link for somebody who is locked out.
pub const LINK_MAX: i64 = HOUR;
/// A shop may stand a while before it is set up.
pub const SETUP_LINK_MAX: i64 = 7 * crate::base::time::DAY;

/// OWASP: argon2id, 19 MiB, two passes, one lane.
const HASH_KIB: u32 = 19_456;
const HASH_PASSES: u32 = 2;
/// Each hash holds 19 MiB: so many at once, the rest waits.
static HASHING: Semaphore = Semaphore::const_new(2);

fn hasher() -> Result<Argon2<'static>, Broken> {
    let params = Params::new(HASH_KIB, HASH_PASSES, 1, None).map_err(|e| Broken::new(format!("argon2: {e}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn hashing<R: Send + 'static>(f: impl FnOnce() -> Result<R, Broken> + Send + 'static) -> Result<R, Error> {
    let _turn = HASHING.acquire().await.map_err(|e| Broken::because("waiting to hash", &e))?;
    let done = tokio::task::spawn_blocking(f).await.map_err(|e| Broken::because("hashing", &e))?;
    Ok(done?)
}

/// What a password must be (ASVS 6.2.1, 6.2.5: long enough, nothing else).
pub fn check_password(password: &str) -> Result<(), Wrong> {
    match password.chars().count() {
        n if n < PASSWORD_CHARS_MIN => Err(Wrong(format!("Please choose at least {PASSWORD_CHARS_MIN} characters."))),
        n if n > PASSWORD_CHARS_MAX => Err(Wrong(format!("Please choose at most {PASSWORD_CHARS_MAX} characters."))),
        _ => Ok(()),
    }
}

/// The hash to keep of a password.
pub async fn hash_password(password: String) -> Result<String, Error> {
    check_password(&password).at("password")?;
    hashing(move || {
        let hash = hasher()?.hash_password(password.as_bytes()).map_err(|e| Broken::new(format!("hashing: {e}")))?;
        Ok(hash.to_string())
    })
    .await
}

/// Compares in the same time whether there is such a person or not.
async fn matches(password: String, kept: Option<String>) -> Result<bool, Error> {
    static NOBODY: OnceLock<String> = OnceLock::new();
    hashing(move || {
        let known = kept.is_some();
        let kept = match kept {
            Some(kept) => kept,
            None => match NOBODY.get() {
                Some(hash) => hash.clone(),
                None => {
                    let hash = hasher()?
                        .hash_password(b"nobody has this one")
                        .map_err(|e| Broken::new(format!("hashing: {e}")))?;
                    NOBODY.get_or_init(|| hash.to_string()).clone()
                }
            },
        };
        let parsed =
            PasswordHash::new(&kept).map_err(|e| Broken::new(format!("a kept password hash is damaged: {e}")))?;
        Ok(hasher()?.verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await
}

/// For what is shown to nobody who only found a computer where somebody was signed in.
pub(in crate::app) async fn is_password_of(staff: &Staff, typed: String) -> Result<bool, Error> {
    let typed = typed.chars().take(PASSWORD_CHARS_MAX + 1).collect();
    matches(typed, staff.password.clone()).await
}

/// Signs somebody in. Answers the secret for the cookie.
///
/// # Errors
/// One sentence for a wrong name and a wrong password alike.
pub async fn sign_in(app: &App, request: u64, email: &str, password: String) -> Result<Secret, Error> {
    let no = || Error::sentence("This e-mail address and password do not belong together.");
    let staff = match Email::parse(email) {
        Ok(email) => by_email(app, &email)?,
        Err(_) => None,
    };
    let password: String = password.chars().take(PASSWORD_CHARS_MAX + 1).collect();
    let kept = staff.as_ref().and_then(|s| s.password.clone());
    if !matches(password, kept).await? {
        return Err(no());
    }
    begin_session(app, request, staff.ok_or_else(no)?, "with a password").await
}

fn by_email(app: &App, email: &Email) -> Result<Option<Staff>, Error> {
    app.read(|rows| match rows.one(&tables::STAFF_BY_EMAIL, email)? {
        Some(id) => Ok(rows.get(&tables::STAFF, &id)?),
        None => Ok(None),
    })
}

async fn begin_session(app: &App, request: u64, staff: Staff, how: &str) -> Result<Secret, Error> {
    let secret = app.draw(Secret::new);
    let (key, id) = (secret.hash(), staff.id);
    app.pass(move |tx| {
        let session = Session { staff: id, created: tx.now(), seen: tx.now() };
        Ok(tx.put(&tables::SESSIONS, &key, &session)?)
    })
    .await?;
    let by = By::new(Actor::Staff { id, name: staff.name }, request);
    let (by_inside, how) = (by.clone(), how.to_owned());
    app.write(&by, "people.sign_in", move |tx| {
        tell(tx, &by_inside, Subject::Staff(*id.bytes()), What::SignedIn { how: how.clone() })
    })
    .await?;
    Ok(secret)
}

/// Whose cookie this is, if it still counts.
pub async fn signed_in(app: &App, secret: &Secret) -> Result<Option<Staff>, Error> {
    let key = secret.hash();
    let now = app.now();
    let Some(session) = app.read_passing(|rows| Ok(rows.get(&tables::SESSIONS, &key)?))? else { return Ok(None) };
    if now.since(session.seen) > IDLE_MAX || now.since(session.created) > SESSION_MAX {
        return Ok(None);
    }
    if now.since(session.seen) > SEEN_EVERY {
        app.pass(move |tx| {
            let Some(session) = tx.get(&tables::SESSIONS, &key)? else { return Ok(()) };
            Ok(tx.put(&tables::SESSIONS, &key, &Session { seen: tx.now(), ..session })?)
        })
        .await?;
    }
    app.read(|rows| Ok(rows.get(&tables::STAFF, &session.staff)?))
}

pub async fn sign_out(app: &App, secret: &Secret) -> Result<(), Error> {
    let key = secret.hash();
    app.pass(move |tx| Ok(tx.remove(&tables::SESSIONS, &key)?)).await
}

/// A link that lets a person of staff in, once.
pub async fn link_for(app: &App, email: &Email) -> Result<Secret, Error> {
    let staff = by_email(app, email)?
        .ok_or_else(|| Error::sentence(format!("Nobody on the staff has the address {email}.")))?;
    link(app, LinkPurpose::SignIn(staff.id), LINK_MAX).await
}

/// The link to the setup page of a shop without an owner.
pub async fn setup_link(app: &App) -> Result<Secret, Error> {
    if super::settings::is_set_up(app)? {
        return Err(Error::sentence("This shop has an owner already."));
    }
    link(app, LinkPurpose::Setup, SETUP_LINK_MAX).await
}

async fn link(app: &App, purpose: LinkPurpose, lasts: i64) -> Result<Secret, Error> {
    let secret = app.draw(Secret::new);
    let key = secret.hash();
    app.pass(move |tx| {
        let link = OneTimeLink { purpose, ends: tx.now().plus(lasts) };
        Ok(tx.put(&tables::LINKS, &key, &link)?)
    })
    .await?;
    Ok(secret)
}

/// Looks at a link without using it.
pub fn look(app: &App, secret: &Secret) -> Result<Option<LinkPurpose>, Error> {
    let key = secret.hash();
    let link = app.read_passing(|rows| Ok(rows.get(&tables::LINKS, &key)?))?;
    Ok(link.filter(|l| app.now() < l.ends).map(|l| l.purpose))
}

/// Uses a link up. `None`: it was used, or its time is over.
pub async fn use_up(app: &App, secret: &Secret) -> Result<Option<LinkPurpose>, Error> {
    let key: SecretHash = secret.hash();
    app.pass(move |tx| {
        let link = tx.get(&tables::LINKS, &key)?;
        tx.remove(&tables::LINKS, &key)?;
        Ok(link.filter(|l| tx.now() < l.ends).map(|l| l.purpose))
    })
    .await
}

/// Signs in whoever holds a link for staff.
pub async fn sign_in_by_link(app: &App, request: u64, secret: &Secret) -> Result<Secret, Error> {
    let gone = || Error::sentence("This link was used already, or its time is over. Please ask for a new one.");
    let Some(LinkPurpose::SignIn(id)) = look(app, secret)? else { return Err(gone()) };
    use_up(app, secret).await?.ok_or_else(gone)?;
    let staff = app.read(|rows| Ok(rows.get(&tables::STAFF, &id)?))?.ok_or_else(gone)?;
    begin_session(app, request, staff, "with a link").await
}

/// Signs in the person who has just set the shop up.
pub async fn sign_in_owner(app: &App, request: u64, id: Id<Staff>) -> Result<Secret, Error> {
    let staff = app.read(|rows| Ok(rows.get(&tables::STAFF, &id)?))?.ok_or(Error::NotFound)?;
    begin_session(app, request, staff, "after setting up the shop").await
}

/// Gives somebody a new password; every other session of theirs ends (ASVS 7.4).
pub async fn change_password(app: &App, by: &By, id: Id<Staff>, password: String) -> Result<(), Error> {
    let hash = hash_password(password).await?;
    let by_inside = by.clone();
    app.write(by, "people.password", move |tx| {
        let staff = tx.get(&tables::STAFF, &id)?.ok_or(Error::NotFound)?;
        tx.put(&tables::STAFF, &id, &Staff { password: Some(hash.clone()), ..staff })?;
        let what = What::Changed { field: "Password".into(), before: String::new(), after: "a new one".into() };
        tell(tx, &by_inside, Subject::Staff(*id.bytes()), what)
    })
    .await?;
    app.pass(move |tx| {
        for key in tx.rows().by(&tables::SESSION_BY_STAFF, &id, crate::store::rows::ROWS_MAX)? {
            tx.remove(&tables::SESSIONS, &key)?;
        }
        Ok(())
    })
    .await
}

/// Gives the signed-in person a new password, once the one they have is known. Answers the secret of a new session: all
/// others end.
pub async fn change_own_password(
    app: &App,
    by: &By,
    staff: &Staff,
    current: String,
    new: String,
) -> Result<Secret, Error> {
    if staff.password.is_some() && !matches(current, staff.password.clone()).await? {
        return Err(Error::field("current", "This is not your password."));
    }
    change_password(app, by, staff.id, new).await?;
    begin_session(app, by.request, staff.clone(), "after choosing a new password").await
}

/// Takes away sessions and links that no longer count. Answers how many went.
pub async fn sweep(app: &App) -> Result<usize, Error> {
    const SWEPT_MAX: usize = 200;
    app.pass(|tx| {
        let until = |time: Time| Span { from: Vec::new(), to: Some(keys::encode(&time)), backwards: false };
        let sessions = tx.rows().walk(&tables::SESSION_BY_AGE, until(tx.now().minus(IDLE_MAX)), SWEPT_MAX)?.rows;
        let links = tx.rows().walk(&tables::LINK_BY_END, until(tx.now()), SWEPT_MAX)?.rows;
        for (_, key) in &sessions {
            tx.remove(&tables::SESSIONS, key)?;
        }
        for (_, key) in &links {
            tx.remove(&tables::LINKS, key)?;
        }
        Ok(sessions.len() + links.len())
    })
    .await
}
