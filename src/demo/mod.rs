//! A synthetic office for `rufliste demo`: a measles outbreak in an invented county, with people, calls, attempts and orders in
//! realistic proportions around a given moment. Pure and repeatable: the same seed, number and moment give the same rows.
//! Not in here: storing them.

mod clock;
mod dossier;
mod ending;
mod facts;
mod home;
mod names;
mod numbers;
mod orders;
mod people;
mod places;
mod quarantine;
mod rng;
mod scene;
mod story;
mod users;
mod waiting;
mod words;
mod world;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::domain::call::{Attempt, Call};
use crate::domain::note::Note;
use crate::domain::office::Office;
use crate::domain::order::Order;
use crate::domain::person::{Household, Institution, Person};
use crate::domain::record::Record;
use crate::domain::time::Moment;
use crate::domain::user::User;
use scene::Scenes;
use world::World;

/// Records in a chunk at least; a scene is never torn apart.
const CHUNK: usize = 500;

/// A demo in the making: an iterator over chunks of rows, of which none is kept.
pub struct Demo {
    world: World,
    scenes: Scenes,
}

/// One record with everything that belongs to it, in the order in which it is to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoRow {
    /// The person.
    pub person: Person,
    /// Their household, with the first of its members only; the others follow in the same chunk.
    pub household: Option<Household>,
    /// Their institution, with the first of its people only.
    pub institution: Option<Institution>,
    /// The record.
    pub record: Record,
    /// Calls, oldest first.
    pub calls: Vec<Call>,
    /// Attempts, oldest first.
    pub attempts: Vec<Attempt>,
    /// Orders, oldest first.
    pub orders: Vec<Order>,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// Worked: the record's revision is above 0 and is to be stored.
    pub worked: bool,
}

impl Demo {
    /// So many records (contacts, and about six index cases in a hundred) as they stand at `now`, in chunks of about 500.
    pub fn generate(seed: u64, contacts: u32, now: Moment) -> Self {
        Self { world: World::new(seed, now), scenes: Scenes::new(contacts as usize) }
    }

    /// The office, with its municipalities.
    pub fn office(seed: u64) -> Office {
        places::office(seed)
    }

    /// The users: the operating system's user with every right, and colleagues.
    pub fn users(os_user: &str) -> Vec<User> {
        users::users(os_user)
    }

    /// Counter of the seeded mint after what was generated so far: the office's next ids go on from here.
    pub fn mint_counter(&self) -> u64 {
        self.world.mint.counter()
    }

    /// Authority, year and last running order number, as used so far.
    pub fn order_numbers(&self) -> impl Iterator<Item = (&str, i32, u32)> {
        self.world.order_numbers()
    }
}

impl Iterator for Demo {
    type Item = Vec<DemoRow>;

    fn next(&mut self) -> Option<Vec<DemoRow>> {
        let mut chunk = Vec::with_capacity(CHUNK + home::LARGEST);
        while chunk.len() < CHUNK {
            let Some(rows) = self.scenes.next(&mut self.world) else { break };
            chunk.extend(rows);
        }
        (!chunk.is_empty()).then_some(chunk)
    }
}
