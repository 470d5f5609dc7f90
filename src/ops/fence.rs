//! Which machine is the shop. Numbered claims lie at one target; the highest is the shop's, and a claim is written so that of
//! two who want the same number one is refused. Beside its claim a running shop leaves a beat, so that two copies that both
//! believe to be it notice each other. Knows nothing of what follows from it; a target that is away decides nothing.

use crate::base::random::{Seed, seed_from_system};
use crate::base::time::DAY;
use crate::base::{Broken, Random, Time};
use crate::ops::archive::Trouble;
use crate::ops::send::SENT_AGAIN_AFTER;
use crate::outside::targets::{self, Failed, Kind, Target};
use crate::store::{Position, Store};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FENCE: &str = "fence/";
/// What tells this place from another: each counts its own claims.
const PLACE: &str = "fence/place";
const CLAIMS: &str = "fence/claims/";
const BEATS: &str = "fence/beats/";
/// Holds the numbers of this machine's claims.
const FILE: &str = "fence.json";
/// Others may claim between looking and writing; somebody wins in the end.
const TAKEN_TRIES: usize = 5;
/// A beat that stayed the same for so many looks is nobody's any more.
const LOOKS_UNTIL_STILL: u32 = 3;
/// Then it is taken away.
const LOOKS_UNTIL_GONE: u32 = 20;

/// Who claimed to be the shop, and when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Claim {
    pub number: u64,
    /// The machine's own name, for people.
    pub machine: String,
    pub at: Time,
    /// What the machine knew of the way its rows had taken: where its line stood, and where it had left another one. Whoever
    /// loses tells by it what he sold apart.
    #[serde(default)]
    pub reached: Vec<Position>,
}

/// What a claim tells of a store's way.
pub fn reached(store: &Store) -> Vec<Position> {
    let head = store.heads().borrow().clone();
    [Some(head.position), head.forked_from].into_iter().flatten().collect()
}

/// What a look showed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// This machine is the shop.
    Ours,
    /// Another machine became the shop.
    Lost(Claim),
    /// A copy of this shop runs elsewhere under the same claim.
    Two,
}

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    /// By place.
    numbers: BTreeMap<String, u64>,
    /// Who became the shop. Kept, so that a machine that starts again while the place is away does not sell.
    lost: Option<Claim>,
}

struct Other {
    beat: u64,
    still_for: u32,
}

pub struct Fence {
    file: PathBuf,
    kept: Kept,
    /// This run of the program.
    nonce: String,
    beat: u64,
    others: BTreeMap<String, Other>,
    /// When it was last seen to that the place does not forget who the shop is.
    renewed: Option<Time>,
}

impl Fence {
    /// # Errors
    /// The file in the data folder cannot be read.
    pub fn open(data: &Path) -> Result<Fence, Broken> {
        let file = data.join(FILE);
        let kept = match std::fs::read(&file) {
            Ok(text) => serde_json::from_slice(&text).map_err(|e| Broken::because("reading the shop's claim", &e))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Kept::default(),
            Err(error) => return Err(Broken::because("reading the shop's claim", &error)),
        };
        let seed: Seed = seed_from_system()?;
        let nonce = format!("{:016x}", Random::from_seed(seed).u64());
        Ok(Fence { file, kept, nonce, beat: 0, others: BTreeMap::new(), renewed: None })
    }

    /// Who became the shop in this machine's place, as far as it knows.
    pub fn lost(&self) -> Option<&Claim> {
        self.kept.lost.as_ref()
    }

    /// Looks whether this machine still is the shop. One that never claimed anything there does so now, and others lose. One
    /// that lost stays so until [`Fence::take`].
    ///
    /// # Errors
    /// The target is away, which decides nothing.
    pub fn look(&mut self, target: &dyn Target, now: Time, reached: &[Position]) -> Result<Verdict, Trouble> {
        if let Some(claim) = self.lost() {
            return Ok(Verdict::Lost(claim.clone()));
        }
        let Some(number) = self.kept.numbers.get(&place(target, &self.nonce)?).copied() else {
            self.take(target, now, reached)?;
            return Ok(Verdict::Ours);
        };
        let highest = highest(target)?;
        if highest > number {
            let claim = claim(target, highest)?;
            self.kept.lost = Some(claim.clone());
            self.keep()?;
            return Ok(Verdict::Lost(claim));
        }
        self.leave_beat(target, number)?;
        self.renew(target, number, now)?;
        Ok(if self.is_another_alive(target, number)? { Verdict::Two } else { Verdict::Ours })
    }

    /// Makes this machine the shop: whoever was it will notice.
    ///
    /// # Errors
    /// The target is away, or others always came first.
    pub fn take(&mut self, target: &dyn Target, now: Time, reached: &[Position]) -> Result<u64, Trouble> {
        let place = place(target, &self.nonce)?;
        for _ in 0..TAKEN_TRIES {
            let claim = Claim { number: highest(target)? + 1, machine: machine(), at: now, reached: reached.to_vec() };
            let text = serde_json::to_vec(&claim).map_err(|e| Broken::because("writing a claim", &e))?;
            if target.put_new(&claim_name(claim.number), &text)? {
                self.kept.numbers.insert(place, claim.number);
                self.kept.lost = None;
                self.others.clear();
                self.keep()?;
                return Ok(claim.number);
            }
        }
        Err(Failed::new(Kind::Other, "Other machines became the shop at the same moment. Look which one it is.").into())
    }

    fn keep(&self) -> Result<(), Broken> {
        let text = serde_json::to_vec(&self.kept).map_err(|e| Broken::because("writing a claim", &e))?;
        let beside = self.file.with_extension("json.part");
        let written = (|| {
            std::fs::write(&beside, text)?;
            std::fs::File::open(&beside)?.sync_all()?;
            std::fs::rename(&beside, &self.file)
        })();
        written.map_err(|e| Broken::because("keeping the shop's claim", &e))
    }

    /// A key that may not write over anything leaves no second beat: then copies are not noticed, claims still are.
    fn leave_beat(&mut self, target: &dyn Target, number: u64) -> Result<(), Trouble> {
        self.beat += 1;
        match target.put(&beat_name(number, &self.nonce), self.beat.to_string().as_bytes()) {
            Err(failed) if failed.kind == Kind::Forbidden => Ok(()),
            other => Ok(other?),
        }
    }

    /// A bucket that lets go of what is old must not let go of these two: a machine that slept for months would take the shop.
    fn renew(&mut self, target: &dyn Target, number: u64, now: Time) -> Result<(), Trouble> {
        if self.renewed.is_some_and(|at| now.since(at).abs() < DAY) {
            return Ok(());
        }
        let there = target.now()?;
        let ours = [PLACE.to_owned(), claim_name(number)];
        for object in targets::all(target, FENCE) {
            let object = object?;
            if !ours.contains(&object.name) || there.since(object.modified) <= SENT_AGAIN_AFTER {
                continue;
            }
            let Some(text) = target.get(&object.name)? else { continue };
            match target.put(&object.name, &text) {
                Err(failed) if failed.kind != Kind::Forbidden => return Err(failed.into()),
                _ => {}
            }
        }
        self.renewed = Some(now);
        Ok(())
    }

    fn is_another_alive(&mut self, target: &dyn Target, number: u64) -> Result<bool, Trouble> {
        let prefix = format!("{BEATS}{number:08}/");
        for object in targets::all(target, &prefix) {
            let object = object?;
            let nonce = object.name[prefix.len()..].to_owned();
            if nonce == self.nonce {
                continue;
            }
            let text = target.get(&object.name)?.unwrap_or_default();
            let beat = std::str::from_utf8(&text).ok().and_then(|t| t.parse().ok()).unwrap_or(0);
            match self.others.get_mut(&nonce) {
                // Whether it still beats will be seen at the next look.
                None => drop(self.others.insert(nonce, Other { beat, still_for: LOOKS_UNTIL_STILL })),
                Some(other) if other.beat == beat && other.still_for >= LOOKS_UNTIL_GONE => {
                    forget(target, &object.name)?
                }
                Some(other) if other.beat == beat => other.still_for += 1,
                Some(other) => *other = Other { beat, still_for: 0 },
            }
        }
        Ok(self.others.values().any(|other| other.still_for < LOOKS_UNTIL_STILL))
    }
}

/// The name the place goes by. Whoever asks first gives it one.
fn place(target: &dyn Target, name: &str) -> Result<String, Trouble> {
    for _ in 0..TAKEN_TRIES {
        if let Some(text) = target.get(PLACE)? {
            return String::from_utf8(text).map_err(|e| Trouble::damaged(PLACE, e.to_string()));
        }
        target.put_new(PLACE, name.as_bytes())?;
    }
    Err(Trouble::damaged(PLACE, "it says that it kept a file, and then has none"))
}

/// A key that may not take anything away leaves it there.
fn forget(target: &dyn Target, name: &str) -> Result<(), Failed> {
    match target.remove(name) {
        Err(failed) if failed.kind == Kind::Forbidden => Ok(()),
        other => other,
    }
}

fn claim_name(number: u64) -> String {
    format!("{CLAIMS}{number:08}")
}

fn beat_name(number: u64, nonce: &str) -> String {
    format!("{BEATS}{number:08}/{nonce}")
}

/// Zero: nobody claimed anything yet.
fn highest(target: &dyn Target) -> Result<u64, Failed> {
    let mut highest = 0;
    for object in targets::all(target, CLAIMS) {
        let number = object?.name.strip_prefix(CLAIMS).and_then(|n| n.parse().ok()).unwrap_or(0);
        highest = highest.max(number);
    }
    Ok(highest)
}

fn claim(target: &dyn Target, number: u64) -> Result<Claim, Trouble> {
    let name = claim_name(number);
    let text = target.get(&name)?.unwrap_or_default();
    serde_json::from_slice(&text).map_err(|e| Trouble::damaged(&name, e.to_string()))
}

/// This machine's own name.
pub fn machine() -> String {
    const NAME_CHARS_MAX: usize = 100;
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    name.trim().chars().take(NAME_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::targets::folder::Folder;

    fn at(data: &Path, name: &str) -> Fence {
        let data = data.join(name);
        std::fs::create_dir_all(&data).unwrap();
        Fence::open(&data).unwrap()
    }

    #[test]
    fn one_machine_is_the_shop_and_the_others_learn_it() {
        let data = std::env::temp_dir().join(format!("duka-fence-{}", std::process::id()));
        let (target, now) = (Folder::at(&data.join("target")), Time::from_micros(0));
        let look = |fence: &mut Fence| fence.look(&target, now, &[]).unwrap();
        let (mut old, mut new) = (at(&data, "old"), at(&data, "new"));
        assert_eq!(look(&mut old), Verdict::Ours);
        assert_eq!(look(&mut old), Verdict::Ours);
        assert_eq!(new.take(&target, now, &[]).unwrap(), 2);
        assert!(matches!(look(&mut old), Verdict::Lost(claim) if claim.number == 2));
        for _ in 0..3 {
            assert_eq!(look(&mut new), Verdict::Ours);
        }
        assert!(matches!(look(&mut at(&data, "old")), Verdict::Lost(_)), "a restart changes nothing");

        // Whoever lost keeps knowing it, also when the place is away, until this machine is made the shop again.
        assert!(at(&data, "old").lost().is_some_and(|claim| claim.number == 2));
        let mut again = at(&data, "old");
        assert_eq!(again.take(&target, now, &[]).unwrap(), 3);
        assert!(again.lost().is_none() && look(&mut at(&data, "old")) == Verdict::Ours);
        assert!(matches!(look(&mut new), Verdict::Lost(_)));
        new.take(&target, now, &[]).unwrap();

        // Numbers at one place say nothing at another.
        let other = Folder::at(&data.join("other"));
        assert_eq!(new.look(&other, now, &[]).unwrap(), Verdict::Ours);
        assert_eq!(at(&data, "third").take(&other, now, &[]).unwrap(), 2);
        assert!(matches!(at(&data, "new").look(&other, now, &[]).unwrap(), Verdict::Lost(_)));
        new.take(&other, now, &[]).unwrap();

        // A bucket that forgets after sixty days does not forget who the shop is.
        let claim = data.join("other/fence/claims/00000003");
        let age = || claim.metadata().unwrap().modified().unwrap().elapsed().unwrap();
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(46 * 86_400);
        std::fs::File::options().append(true).open(&claim).unwrap().set_modified(long_ago).unwrap();
        assert!(age().as_secs() > 45 * 86_400);
        assert_eq!(at(&data, "new").look(&other, now, &[]).unwrap(), Verdict::Ours);
        assert!(age().as_secs() < 86_400);

        // The same folder twice, as when a machine was copied.
        let mut copy = at(&data, "new");
        let mut seen = Vec::new();
        for _ in 0..4 {
            seen.push((look(&mut new), look(&mut copy)));
        }
        assert_eq!(seen.last(), Some(&(Verdict::Two, Verdict::Two)), "{seen:?}");
        let alone: Vec<Verdict> = (0..6).map(|_| look(&mut new)).collect();
        assert_eq!(alone.last(), Some(&Verdict::Ours), "{alone:?}");
        std::fs::remove_dir_all(&data).unwrap();
    }
}
