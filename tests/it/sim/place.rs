//! A place elsewhere with moods: it fails, does the thing and says it failed, says that it kept what it did not keep, and
//! repeats late what it was told long ago.

use duka::base::Random;
use duka::outside::targets::{Failed, Kind, Object, Target};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    Well,
    /// Nobody answers.
    Away,
    /// One call in four fails, half of those after it was done.
    Stalls,
    /// One file in three is said to be kept and is not, or only half of it.
    Lies,
    /// What was once put comes again, also what was taken away since.
    Repeats,
}

pub const MOODS: [Mood; 5] = [Mood::Well, Mood::Away, Mood::Stalls, Mood::Lies, Mood::Repeats];
/// Of what was put, so much may come again.
const REMEMBERED: usize = 20;

struct State {
    files: BTreeMap<String, Vec<u8>>,
    put: Vec<(String, Vec<u8>)>,
    mood: Mood,
    random: Random,
    /// It said that it kept something which it did not keep.
    lied: bool,
}

pub struct Place {
    state: Mutex<State>,
    /// What goes on at the shop while it waits for an answer.
    meanwhile: Mutex<Option<Meanwhile>>,
}

type Meanwhile = Box<dyn Fn() + Send>;

/// What the shop holds of it.
pub struct Handle(pub Arc<Place>);

impl Place {
    pub fn new(random: Random) -> Place {
        let (files, put) = Default::default();
        let state = Mutex::new(State { files, put, mood: Mood::Well, random, lied: false });
        Place { state, meanwhile: Mutex::new(None) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub fn meanwhile(&self, goes_on: Option<Meanwhile>) {
        *self.meanwhile.lock().unwrap() = goes_on;
    }

    fn asked(&self) -> MutexGuard<'_, State> {
        if let Some(goes_on) = &*self.meanwhile.lock().unwrap() {
            goes_on();
        }
        self.state()
    }

    pub fn turns(&self, mood: Mood) {
        self.state().mood = mood;
    }

    pub fn lied(&self) -> bool {
        self.state().lied
    }

    /// Whoever sends looks anew at what is there: from here on a lie would be a new one.
    pub fn is_looked_at_anew(&self) {
        self.state().lied = false;
    }

    /// What a visitor finds who is told the truth.
    pub fn honest_copy(&self, random: Random) -> Place {
        let copy = Place::new(random);
        copy.state().files.clone_from(&self.state().files);
        copy
    }
}

impl State {
    /// Does the call as the mood is; the answer may be lost.
    fn call<T>(&mut self, call: impl FnOnce(&mut State) -> T) -> Result<T, Failed> {
        let away = || Failed::new(Kind::Away, "The line is dead.");
        if self.mood == Mood::Repeats && self.random.below(4) == 0 {
            self.repeats();
        }
        match self.mood {
            Mood::Away => Err(away()),
            Mood::Stalls if self.random.below(4) == 0 => {
                if self.random.below(2) == 0 {
                    call(self);
                }
                Err(away())
            }
            _ => Ok(call(self)),
        }
    }

    fn repeats(&mut self) {
        if let Some(nth) = (self.put.len() as u64).checked_sub(1) {
            let (name, bytes) = self.put[self.random.below(nth + 1) as usize].clone();
            self.files.insert(name, bytes);
        }
    }

    fn keep(&mut self, name: &str, bytes: &[u8]) {
        // A probe's file is read back at once, so nobody can lie about it for long.
        if self.mood == Mood::Lies && self.random.below(3) == 0 && name != "probe" {
            self.lied = true;
            if self.random.below(2) == 0 {
                self.files.insert(name.into(), bytes[..bytes.len() / 2].to_vec());
            }
            return;
        }
        self.files.insert(name.into(), bytes.to_vec());
        // Only what never changes: a repeat of anything else would be another shop writing here.
        if name.starts_with("history/") {
            if self.put.len() == REMEMBERED {
                self.put.remove(0);
            }
            self.put.push((name.into(), bytes.to_vec()));
        }
    }
}

impl Target for Handle {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        self.0.asked().call(|s| s.keep(name, bytes))
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        self.0.asked().call(|s| {
            let free = !s.files.contains_key(name);
            if free {
                s.keep(name, bytes);
            }
            free
        })
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        self.0.asked().call(|s| s.files.get(name).cloned())
    }

    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        self.0.asked().call(|s| {
            let there = s.files.iter().filter(|(name, _)| name.starts_with(prefix) && name.as_str() > after);
            let object = |(name, b): (&String, &Vec<u8>)| {
                // Nothing here goes by a file's age.
                Object { name: name.clone(), bytes: b.len() as u64, modified: duka::base::Time::from_micros(0) }
            };
            there.take(limit).map(object).collect()
        })
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        self.0.asked().call(|s| drop(s.files.remove(name)))
    }
}
