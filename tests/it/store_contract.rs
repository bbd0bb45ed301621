//! What every adapter of the store promises: one suite, stamped over memory and SQLite.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_imports)]

mod fixture;
mod laws;
mod order_of_service;
mod sqlite_only;

macro_rules! contract {
    ($($law:ident),+ $(,)?) => {
        mod memory {
            $(#[test] fn $law() { super::laws::$law(&mut super::fixture::memory()); })+
        }
        mod sqlite {
            $(#[test] fn $law() {
                let folder = tempfile::tempdir().unwrap();
                super::laws::$law(&mut super::fixture::sqlite(folder.path()));
            })+
        }
    };
}

contract!(
    an_office_and_the_counter_of_its_mint_read_back,
    users_read_back_by_name,
    a_person_reads_back_and_is_replaced_by_id,
    people_are_found_by_external_id_birth_and_number,
    people_are_no_longer_found_by_what_they_gave_up,
    people_at_one_address_are_found_by_number,
    a_name_is_known_once_somebody_bears_it,
    people_of_one_name_are_found_by_it,
    contacts_are_found_by_their_index_case,
    households_and_institutions_read_back,
    a_record_reads_back_by_id_reference_and_external_id,
    a_reference_belongs_to_one_record,
    records_of_a_person_come_oldest_first,
    a_call_reads_back_with_all_that_it_holds,
    at_most_one_open_call_a_record_and_reason,
    open_calls_are_found_by_number_and_household_only_while_open,
    open_calls_are_found_by_institution,
    a_joint_attempt_is_no_further_try_on_the_number,
    a_lease_that_covers_less_keeps_its_keys,
    attempts_and_notes_come_oldest_first,
    tries_on_a_number_count_telephone_calls_not_records,
    orders_read_back_and_filter,
    an_order_number_belongs_to_one_order,
    order_numbers_run_without_duplicates_by_authority_and_year,
    people_are_walked_by_id_and_those_without_a_place_are_listed,
    an_error_rolls_everything_back,
    the_token_grows_with_every_lease,
    leases_exclude_each_other_by_key,
    a_renewed_lease_keeps_its_keys_and_an_ended_one_frees_them,
    a_lease_is_found_by_call_station_and_key,
    escalated_calls_come_oldest_first,
    what_time_alone_must_change_is_found_until_it_is_changed,
    calls_are_too_late_by_the_last_day_of_their_record,
    orders_are_past_after_their_last_day_until_they_are_marked,
    open_calls_are_found_by_reason_and_by_whose_they_are,
    a_teams_call_is_served_to_the_team_alone,
    pauses_and_the_shifts_note_read_back,
    who_is_at_a_station_reads_back,
    a_lapsed_lease_frees_its_keys_and_is_known_by_its_token,
    a_held_callback_is_anybodys_once_its_owner_is_away,
    missed_callbacks_are_counted_while_open,
    promotion_is_bounded_and_repeatable,
    other_weights_rank_every_open_call_anew_step_by_step,
    the_upkeep_reads_back,
    waiting_calls_are_counted_by_the_hour,
    what_needs_no_telephone_is_walked_alone,
    the_next_wake_is_the_earliest,
    a_call_held_for_somebody_is_served_to_them_alone,
    a_call_of_a_team_is_served_to_its_members_alone,
    a_number_abroad_is_found_with_the_zeros_that_lead_there,
    languages_skills_and_filters_restrict_the_queue,
    the_right_to_order_is_a_skill_of_the_queue,
    what_open_calls_need_is_counted_and_whoever_leads_sees_them_all,
    a_row_of_the_queue_shows_what_the_list_needs,
    open_calls_are_ready_or_waiting,
    outcomes_and_a_tracers_day_are_counted,
    events_chain_and_name_what_they_touched,
    an_action_is_known_once_committed_and_only_once,
    the_last_commitment_is_over_the_stored_document,
    the_outbox_keeps_bytes_and_places,
    revisions_are_marked_for_order_offices,
    batches_read_back_and_change_state,
    batches_of_a_destination_are_in_the_order_of_their_numbers,
    a_completed_import_is_known_by_its_digest,
    messages_reach_whom_they_are_for_until_confirmed,
    what_an_outcome_did_is_kept_by_station_until_the_next,
    a_parked_lease_is_not_the_one_at_work,
    an_undone_attempt_counts_nowhere,
    the_record_screen_gathers_what_belongs_together,
    names_are_found_with_and_without_umlauts,
    people_are_found_by_birth_date_in_any_spelling,
    people_are_found_by_the_end_of_a_number_reference_and_identifiers,
    two_letters_and_a_postcode_find_a_family_name,
    family_names_that_begin_with_the_word_come_first,
    a_misspelt_name_is_found_beside_a_birth_date,
    search_follows_changes_of_person_record_and_order,
    a_call_is_walked_in_the_order_of_service_until_told_to_stop,
);
