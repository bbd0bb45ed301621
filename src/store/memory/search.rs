//! Search by walking everything.

use super::State;
use super::walk::get;
use crate::domain::search::{Part, haystack};
use crate::domain::view::SearchHit;
use crate::store::sqlite::shape::{closeness, is_found, marked, search_hit};
use crate::store::{Queries, Result};

impl State {
    pub(super) fn search_parts(&self, parts: &[Part], limit: usize) -> Result<Vec<SearchHit>> {
        let is_word = |part: &Part| matches!(part, Part::Text(_) | Part::Birth(_) | Part::BirthDay(..));
        if !parts.iter().any(|part| is_word(part) || matches!(part, Part::Digits(digits) if digits.len() >= 3)) {
            return Ok(Vec::new());
        }
        let words: Vec<String> = parts
            .iter()
            .filter_map(|part| if let Part::Text(word) = part { Some(word.clone()) } else { None })
            .collect();
        let mut hits = Vec::new();
        for row in self.records.values() {
            let Some(person) = get(&self.people, row.value.person.0) else { continue };
            let text = marked(&haystack(&person, &row.value, &self.order_numbers_of(row.value.id)), &person);
            if parts.iter().all(|part| is_found(part, &text, Some(&person))) {
                let hit = search_hit(&row.value, &person, &self.calls_of(row.value.id)?);
                hits.push((closeness(&text, &words), std::cmp::Reverse(row.n), hit));
            }
        }
        hits.sort_by_key(|(closeness, newest_first, _)| (*closeness, *newest_first));
        Ok(hits.into_iter().map(|(_, _, hit)| hit).take(limit).collect())
    }
}
