//! How each place elsewhere stands, and what staff wishes of it. Whoever sends tells it here.

use super::Backups;
use crate::base::{Id, Time};
use crate::domain::backup::BackupPlace;

/// Which place: one that was added in admin, or (`None`) the one that is set where Duka is started.
pub type PlaceKey = Option<Id<BackupPlace>>;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Away {
    pub place: PlaceKey,
    pub name: String,
    /// On the disk the shop itself is on: no protection when that dies.
    pub same_disk: bool,
    pub stands: Stands,
    pub sent: Option<Sent>,
    /// Why old ones there could not be taken away, until they can be.
    pub old_stay: Option<String>,
    /// What would go, and that somebody must agree first.
    pub asks: Option<String>,
    agreed: bool,
    again: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stands {
    /// The recovery key was not typed back, so nothing leaves.
    NotConfirmed,
    /// This machine is not the shop, or that is not known yet.
    HeldBack,
    Paused,
    /// Nothing was sent yet.
    Beginning,
    Well,
    Failed(String),
}

/// Everything up to this entry lay there then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sent {
    pub at: Time,
    pub up_to: u64,
}

impl Away {
    pub fn new(place: PlaceKey, name: &str, same_disk: bool, stands: Stands) -> Away {
        let (sent, old_stay, asks, name) = (None, None, None, name.to_owned());
        Away { place, name, same_disk, stands, sent, old_stay, asks, agreed: false, again: false }
    }

    /// Does it get what is written now, sooner or later, without anybody doing something?
    fn is_served(&self) -> bool {
        matches!(self.stands, Stands::Beginning | Stands::Well | Stands::Failed(_))
    }

    /// What protects from the loss of this computer.
    pub fn protects(&self) -> bool {
        self.is_served() && !self.same_disk
    }
}

impl Backups {
    /// The places there are. What is known of those that stay is kept, unless something stands in their way now.
    pub fn places_are(&self, now: Vec<Away>) {
        let mut state = self.state();
        let before = std::mem::take(&mut state.away);
        state.away = now
            .into_iter()
            .map(|away| match before.iter().find(|old| old.place == away.place) {
                Some(old) => {
                    let stands = if away.is_served() && old.is_served() { old.stands.clone() } else { away.stands };
                    Away { stands, name: away.name, same_disk: away.same_disk, ..old.clone() }
                }
                None => away,
            })
            .collect();
    }

    fn with_place<R>(&self, place: PlaceKey, f: impl FnOnce(&mut Away) -> R) -> Option<R> {
        self.state().away.iter_mut().find(|away| away.place == place).map(f)
    }

    /// `true`: it stood otherwise before.
    pub fn stands(&self, place: PlaceKey, stands: Stands) -> bool {
        self.with_place(place, |away| {
            let changed = away.stands != stands;
            away.stands = stands;
            changed
        })
        .unwrap_or(false)
    }

    /// Everything up to an entry lies there.
    pub fn sent(&self, place: PlaceKey, sent: Sent) {
        let protects = self.with_place(place, |away| {
            (away.sent, away.stands) = (Some(sent), Stands::Well);
            !away.same_disk
        });
        if protects == Some(true) {
            self.unsent.confirm(sent.up_to);
        }
    }

    /// Somebody wants it tried now.
    pub fn try_again(&self, place: PlaceKey) {
        self.with_place(place, |away| away.again = true);
    }

    /// That wish, once.
    pub fn take_again(&self, place: PlaceKey) -> bool {
        self.with_place(place, |away| std::mem::take(&mut away.again)).unwrap_or(false)
    }

    /// Why old backups stay there, or that they do not.
    pub fn old_stay_at(&self, place: PlaceKey, why: Option<String>) {
        self.with_place(place, |away| away.old_stay = why);
    }

    /// Letting go of so much needs somebody who agrees.
    pub fn asks(&self, place: PlaceKey, question: Option<String>) {
        self.with_place(place, |away| away.asks = question);
    }

    /// Somebody agrees.
    pub fn agree(&self, place: PlaceKey) {
        self.with_place(place, |away| {
            away.agreed = away.asks.take().is_some();
            away.again |= away.agreed;
        });
    }

    /// That agreement, once.
    pub fn take_agreement(&self, place: PlaceKey) -> bool {
        self.with_place(place, |away| std::mem::take(&mut away.agreed)).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_place_stays_until_something_stands_in_its_way() {
        let backups = Backups::default();
        let place = |stands| vec![Away::new(None, "Bucket", false, stands)];
        let at = Time::from_micros(7);
        backups.places_are(place(Stands::Beginning));
        backups.sent(None, Sent { at, up_to: 3 });
        assert!(backups.stands(None, Stands::Failed("away".into())));
        assert!(!backups.stands(None, Stands::Failed("away".into())), "told once");
        backups.places_are(place(Stands::Beginning));
        let now = || backups.now().away.remove(0);
        assert_eq!((now().stands, now().sent), (Stands::Failed("away".into()), Some(Sent { at, up_to: 3 })));
        backups.places_are(place(Stands::Paused));
        assert_eq!((now().stands, now().protects()), (Stands::Paused, false));
        backups.places_are(place(Stands::Beginning));
        assert!(now().protects());

        backups.agree(None);
        assert!(!backups.take_agreement(None), "nobody asked");
        backups.asks(None, Some("Many would go.".into()));
        backups.agree(None);
        assert!(now().asks.is_none() && backups.take_agreement(None) && !backups.take_agreement(None));
    }
}
