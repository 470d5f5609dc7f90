//! The test gateway's other side: what it would send us, kept until its time. It behaves as real ones do: a message may
//! come late, and sometimes twice.

use super::{App, Error};
use crate::base::Id;
use crate::base::time::SECOND;
use crate::domain::gateway::Waiting;
use crate::domain::order::Order;
use crate::pay::test_gateway::{ACCOUNT, Message, sign};
use crate::store::{Span, keys, tables};

/// A message that could not be delivered is tried again so often, half a minute apart.
const TRIES_MAX: u32 = 20;
const RETRY_AFTER: i64 = 30 * SECOND;
const ROUND_MESSAGES_MAX: usize = 20;

/// The buyer pressed a button on the gateway's page.
pub async fn tell(app: &App, order: Id<Order>, paid: bool) -> Result<(), Error> {
    let order = app.read(|rows| Ok(rows.get(&tables::ORDERS, &order)?))?.ok_or(Error::NotFound)?;
    app.pass(move |tx| {
        let (id, charge) = (tx.random().u64(), tx.random().u64());
        let message = Message {
            id: format!("evt_{id:016x}"),
            account: ACCOUNT.to_owned(),
            order: order.number,
            amount: order.total().minor(),
            currency: order.total().currency().code().to_owned(),
            charge: format!("ch_{charge:016x}"),
            paid,
        };
        let body =
            serde_json::to_string(&message).map_err(|e| crate::base::Broken::because("writing a message", &e))?;
        // One in five is late, one in four comes twice.
        let wait = if tx.random().below(5) == 0 { 20 * SECOND } else { SECOND };
        let times = if tx.random().below(4) == 0 { 2 } else { 1 };
        for n in 0..times {
            let key = (tx.now().plus(wait + n * 3 * SECOND), Id::new(tx.now(), tx.random()));
            tx.put(&tables::GATEWAY, &key, &Waiting { body: body.clone(), tries: 0 })?;
        }
        Ok(())
    })
    .await
}

/// A message whose time has come, with the signature it goes out with.
pub struct Due {
    key: (crate::base::Time, Id<Waiting>),
    pub body: String,
    pub signature: String,
}

pub fn due(app: &App) -> Result<Vec<Due>, Error> {
    let Some(key) = app.settings()?.payments.test_gateway else { return Ok(Vec::new()) };
    let span = Span { from: Vec::new(), to: Some(keys::encode(&app.now().plus(1))), backwards: false };
    let waiting = app.read_passing(|rows| Ok(rows.span(&tables::GATEWAY, span.clone(), ROUND_MESSAGES_MAX)?))?;
    let sealed = |(at, waiting): (_, Waiting)| Due {
        key: at,
        signature: sign(&key, waiting.body.as_bytes(), app.now()),
        body: waiting.body,
    };
    Ok(waiting.into_iter().map(sealed).collect())
}

/// It was heard, or it is tried again later.
pub async fn sent(app: &App, due: &Due, heard: bool) -> Result<(), Error> {
    let key = due.key;
    app.pass(move |tx| {
        let Some(waiting) = tx.get(&tables::GATEWAY, &key)? else { return Ok(()) };
        tx.remove(&tables::GATEWAY, &key)?;
        if !heard && waiting.tries < TRIES_MAX {
            let later = (tx.now().plus(RETRY_AFTER), key.1);
            tx.put(&tables::GATEWAY, &later, &Waiting { tries: waiting.tries + 1, ..waiting })?;
        }
        Ok(())
    })
    .await
}
