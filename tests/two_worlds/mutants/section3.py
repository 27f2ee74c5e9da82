"""What section 3 of the promise lists, item by item in its order, each with what guards it.

The section says through which channels a place leaks. An item names planted leaks that plant just that; or, where a
comparison of worlds can't see it, the tests that guard it (below `tests/`) and why. What nothing guards says so. What
the other sections ask of planted leaks follows in BESIDE, so that each stands in a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

NOTHING = "nothing yet: "  # begins the words of an item that nothing guards
UNSEEN = "access/test_unseen.py::"
HEADERS, MODELS = "frame/test_headers.py::", "architecture/test_models.py::"
PDF, STOLEN, PLANTED = "disclosure/test_pdf.py::", "vault/test_stolen.py::", "casework/test_planted.py::"


class Item(NamedTuple):
    """An item in short, the names of the leaks that plant it, the tests that guard it instead, and why these."""

    words: str
    leaks: str = ""
    tests: tuple[str, ...] = ()
    why: str = ""


def item(words: str, leaks: str = "", *tests: str, why: str = "") -> Item:
    """One line; LEAKS are names with blanks between."""
    return Item(words, leaks, tests, why)


ACCESS = (
    item("superuser", "superuser_bypass"),
    item("global permissions", "global_permission"),
    item("403, 404 and 302 differences", "status reason_phrase redirect absent_in_another_way"),
    item("HEAD", "head_length"),
    item("OPTIONS", "options"),
    item("other verbs", "", f"{UNSEEN}test_foreign_and_absent_cases_answer_alike_and_cost_alike",
         f"{UNSEEN}test_on_a_case_one_sees_other_methods_are_405",
         why="the sweep asks them; none reaches a view's own code, where a leak could be planted"),
    item("admin and its history", "", "two_worlds/test_known.py::test_all_that_stands_in_the_code_is_known",
         "two_worlds/test_known.py::test_a_new_part_is_named_with_the_line_to_add",
         why="there is none: an app on no list is named"),
    item("autocomplete", "autocomplete"),
    item("search", "search"),
    item("filter", "", "casework/test_pages.py::test_lists_show_what_one_may_see_and_filter_by_coded_choices_alone",
         "access/test_reading.py::test_a_list_shows_pages_and_ignores_what_it_does_not_know",
         "vault/test_checks.py::test_a_location_needs_one_size_and_is_never_searchable",
         why="lists filter by coded columns of their own, and a location has no column that could be asked"),
    item("order", "sort_order order_of_choices"),
    item("distance", "nearest_first nearest_is_chosen said_afterwards"),
    item("unique errors", "unique_error"),
    item("hidden inputs", "hidden_input"),
    item("comments", "comment"),
    item("JSON", "json_key"),
    item("`fields = __all__`", "", "architecture/test_conventions.py::test_no_form_takes_all_fields_of_a_model",
         why="a rule about code, not a leak"),
    item("ETag", "etag not_modified"),
    item("headers", "header byte_range"),
    item("cookies", "cookie"),
    item("length", "length"),
    item("back button, proxy, cache: no-store", "",
         f"{HEADERS}test_signed_in_answer_is_in_no_cache_and_has_no_validator",
         f"{HEADERS}test_static_file_may_be_cached_but_a_missing_one_may_not",
         why="browsers and proxies keep pages; no world has either"),
    item("htmx's history snapshots", "pushed_url",
         "frame/test_vendored.py::test_htmx_is_version_2_and_keeps_no_history"),
    item("Clear-Site-Data at sign-out", "", "access/test_sign_in.py::test_signing_out_ends_the_session_on_the_server",
         "frame/test_browser.py::test_sign_out_leaves_nothing_in_the_tab",
         why="what a browser keeps; no world has one"),
    item("URLs and Referer: secrets only in POST bodies", "link_with_region",
         "shelters/test_location.py::test_a_get_never_shows_the_address"),
    item("Referrer-Policy", "", f"{HEADERS}test_every_answer_keeps_to_its_own_origin",
         why="what a browser sends to others; no world has one"),
    item("map tiles, fonts, geocoders from outside", "map_from_outside",
         f"{HEADERS}test_policy_allows_nothing_inline_and_no_foreign_host"),
    item("framing: COOP and CORP", "", f"{HEADERS}test_every_answer_keeps_to_its_own_origin",
         f"{HEADERS}test_policy_allows_nothing_inline_and_no_foreign_host",
         why="what a browser lets another site do; no world has one"),
    item("compression", "", f"{HEADERS}test_nothing_compresses_what_a_signed_in_person_gets",
         why="a middleware's length tells only by many tries with one's own text beside the secret"),
    item("stale sessions", "stale_session"),
    item("stale grants", "orphan_grant grant_outlives escort_outlives checked_before panel_for_whoever_asked"),
    item("conflict of interest found later, and lifted", "wall_that_tells escort_passes_the_wall "
         "wall_of_a_unit_forgotten told_of_the_lifting board_names_the_others auditor_reads_on "
         "auditor_finds_the_others",
         f"{UNSEEN}test_conflict_found_later_closes_the_page_at_the_next_request",
         "casework/test_complaints.py::test_conflicts_are_looked_for_again_when_people_change"),
    item("a denial that is logged only when the thing exists", "denials_of_the_placed",
         f"{UNSEEN}test_each_refusal_leaves_one_denied_entry_with_a_digest_and_no_id"),
)  # fmt: skip
STORAGE = (
    item("ciphertext length", "padding"),
    item("hashes and blind indexes of locations", "blind_index"),
    item("`updated_at`", "updated_at"),
    item("counts", "grants_say_protected waiting_count hits_in_the_clear"),
    item("sequence gaps", "sequence_gap"),
    item("placement's foreign key", "grant_because_of_a_stay referred_on_arrival",
         f"{MODELS}test_shelters_live_in_their_own_database_and_nothing_points_across"),
    item("phones of the house", "plain_column"),
    item("rosters of the house", "", f"{MODELS}test_shelters_live_in_their_own_database_and_nothing_points_across",
         why="shifts are rows of the houses' database"),
    item("invoices and meals of the house", "",
         f"{MODELS}test_every_text_column_is_sealed_or_declared_plain_with_a_reason",
         why="the product has none; a column of text for them must be sealed, or its reason read"),
    item("row swap", "", "vault/test_moved.py::test_a_value_of_another_row_does_not_open",
         "shelters/test_location.py::"
         "test_an_address_moved_into_another_houses_row_does_not_open_and_has_its_entry_already",
         why="somebody writes by SQL; no script does"),
    item("replay", "", "casework/test_turned.py::test_an_old_address_put_back_whole_is_refused_and_named",
         "audit/test_tampering.py::test_a_sealed_row_changed_by_sql_is_named",
         why="as row swap"),
    item("dumps and backups", "dumpdata manifest_says_where backup_says_what_of rows_lie_by_region"),
    item("WAL, replicas, freelists", "", f"{STOLEN}test_no_statement_and_no_parameter_carries_a_sealed_value",
         "road/test_who_sees.py::test_no_file_of_the_installation_holds_an_invented_string",
         "shelters/test_secrecy.py::test_default_is_the_same_before_and_after_a_placement_but_for_the_log",
         why="what no statement carries remains nowhere; the worlds read SQLite's file with its free pages, no WAL"),
    item("fixtures: synthetic", "",
         "road/test_secrets.py::test_no_invented_string_occurs_in_a_real_name_or_in_our_own_words",
         why="all worlds have the same city"),
    item("test artefacts: synthetic", why=NOTHING + "no test looks at what tests and runs leave behind"),
)  # fmt: skip
TELEMETRY = (
    item("error mails that carry POST bodies", "error_mail",
         f"{PLANTED}test_a_form_that_breaks_tells_nothing_that_was_typed",
         "frame/test_logging.py::test_every_logger_that_writes_writes_opaquely"),
    item("logs", "log_record board_writes_who_sleeps_there asking_stands_in_the_log "
         "matcher_says_how_much_it_knows command_output export_says_what_of"),
    item("slow SQL", "sql_log query_text alerts_by_their_ids asked_by_its_id code_asked_by_its_id "
         "house_asked_by_its_id escort_asked_by_id events_asked_of_the_log"),
    item("tracebacks", "exception_message", f"{PLANTED}test_a_page_that_breaks_tells_nothing_that_it_had_opened"),
    item("auditlog's `changes`", "changes"),
    item("auditlog's `object_repr`", "object_repr"),
    item("staff IP addresses: audit and sessions", "staff_address address_in_the_log"),
    item("staff IP addresses: web server", "",
         "road/test_web_server.py::test_what_is_no_request_is_refused_in_our_words_and_leaves_no_address",
         why="no world runs the web server"),
    item("staff IP addresses: rate limits", "",
         "access/test_sign_in.py::test_guesses_at_one_account_are_slowed_in_production_settings",
         why="the worlds throttle nobody; guesses are counted by account, so another one signs in from there"),
    item("metrics", "metric_label"),
    item("queue payloads", "job_payload", "disclosure/test_documents.py::test_jobs_hold_ids_alone"),
    item("cache payloads", "cache_entry landmark_in_the_cache"),
    item("mail", "mail_subject mail_recipient nearest_post_is_told"),
    item("SMS, push", "", "two_worlds/test_ways_out.py::"
         "test_whatever_leads_out_of_the_code_is_named_with_the_line_to_add",
         "two_worlds/test_happening.py::test_a_connection_is_heard",
         why="the product has neither; what would send them is named"),
)  # fmt: skip
LEAVES = (
    item("hidden or covered text in PDFs", "white_text", f"{PDF}test_all_text_in_the_file_is_text_on_the_sheet"),
    item("metadata in PDFs", "pdf_metadata"),
    item("links in PDFs", "link_in_a_paper"),
    item("attachments in PDFs", "attachment"),
    item("ids in PDFs", "copy_mark"),
    item("contexts are types without a location", "",
         "casework/test_papers.py::test_its_context_has_no_field_that_could_hold_a_place",
         "referrals/test_papers.py::test_no_field_of_a_paper_is_named_after_a_place",
         "disclosure/test_papers.py::test_a_context_that_could_carry_more_than_plain_values_is_refused",
         why="a rule about code, not a leak"),
    item("substitute address: c/o the agency", "substitute_address unsafe_letter letter_names_her_house"),
    item("renderer file access", "renderer_fetches", f"{PDF}test_the_renderer_fetches_nothing"),
    item("photo GPS", "exif_of_copies"),
    item("file names", "saved_under name_of_table",
         "vault/test_files.py::test_the_disk_holds_neither_name_nor_content"),
    item("document metadata: pictures, re-encoded", "",
         "casework/test_evidence.py::test_the_working_copy_is_drawn_anew_upright_and_without_exif",
         why="what somebody uploads is the same in all worlds"),
    item("document metadata: PDF, sound and film", why=NOTHING + "evidence other than pictures has no working copy"),
    item("place and date lines", "place_line"),
    item("nearest clinic or police post", "nearest_first error_page"),
    item("CSV formulas", "", "casework/test_statistics.py::test_no_cell_of_the_download_is_a_formula",
         why="what a spreadsheet does with a cell; the cells are the same in all worlds"),
    item("free text written by people", "redacted_notes held_by_hit",
         "shelters/test_no_oracle.py::test_a_real_address_and_a_false_one_come_out_alike_byte_for_byte"),
    item("statistics: cells under 11", "",
         "disclosure/test_suppress.py::test_no_hidden_count_can_be_worked_out_from_what_is_shown",
         "casework/test_statistics.py::test_the_screen_is_exact_and_the_download_hides_small_cells",
         why="small counts give people away; worlds don't differ in how many there are"),
    item("statistics: nothing per house or small region",
         "statistics_cell csv_row figures_of_a_small_region figures_of_the_placed"),
    item("letters to an address that the reported person can open",
         why=NOTHING + "papers go to agencies; where she may safely be reached, nothing asks before one leaves"),
    item("leaked prints: a copy mark per recipient", why=NOTHING + "copies look alike; a register says who got one"),
    item("timing", "", "two_worlds/test_timing.py::"
         "test_what_beginning_costs_falls_out_and_what_the_world_costs_is_left",
         "shelters/test_finds.py::test_between_matching_and_the_first_thing_written_a_look_waits_for_the_clock",
         why="the worlds' clock is frozen; pairs of processes measure four requests, with 50 µs planted in one"),
    item("query counts", "query_count"),
)  # fmt: skip
PEOPLE = (
    item("phones: arrival checklist", "", "shelters/test_road.py::test_the_whole_way_through_the_pages",
         why="what people carry; the test holds that a telephone is taken into keeping and stands on her card"),
    item("children's words", why=NOTHING + "the arrival checklist doesn't ask"),
    item("school and insurance transfers", why=NOTHING + "the arrival checklist doesn't ask"),
    item("visitors, drivers, repairers", why=NOTHING + "the product doesn't know them"),
    item("a list of everyone who has been there", why=NOTHING + "stays, shifts and escorts are kept, other people not"),
)  # fmt: skip

SECTION_3: dict[str, tuple[Item, ...]] = {
    "Access": ACCESS, "Storage": STORAGE, "Telemetry": TELEMETRY, "What leaves": LEAVES, "People": PEOPLE,
}  # fmt: skip
BESIDE: dict[str, tuple[Item, ...]] = {
    "Section 1": (
        item("a decision must not speak", "far_holds_last_longer declined_when_near"),
        item("which house she is in", "boards_of_all_houses timeline_names_the_house thread_names_the_house "
             "free_beds_of_her_house way_back_to_the_card"),
        item("whether she is placed", "task_on_arrival arrival_told_to_the_receiver task_on_departure "
             "notices_told_to_all placement_keeps_a_file kept_where_she_is_placed moment_on_release "
             "message_on_expiry asked_for_in_the_session asking_kept_as_sent"),
        item("who gets in by break-glass, and who decides", "decided_with_a_hint emergency_opens_all_of_it"),
        item("who is told that nobody is left", "told_of_her_where_nobody_is_left whom_nobody_may_receive"),
        item("whose role nobody approved, and whose shift is over", "sleeper_reads cover_outlives",
             "access/test_approved_readers.py::test_no_order_of_events_lets_somebody_read_whom_no_head_approved"),
    ),
    "Section 6": (
        item("what the log holds", "entry_purpose who_looked_at_whom house_event_names_the_file "
             "denials_name_who_goes_back alert_pressed_away_by_name"),
        item("what an auditor asks about a house", "question_stands_in_the_log question_says_of_whom "
             "walls_asked_by_the_file",
             "shelters/test_questions.py::test_of_a_quiet_question_whoever_acted_sees_the_same_bytes",
             why="the worlds ask the same; the test compares a reader with one about whom nobody was asked"),
        item("the entry before the value", "entry_after_the_value",
             "shelters/test_location.py::test_meaning_commits_first_then_the_entry_then_the_address_opens",
             why="an entry that is merely late is the same in all worlds; the planted one says how much was shown"),
        item("what witnesses and auditors get", "checkpoint_says_where feeder_says_where feeder_waits_in_the_north "
             "export_lists_places proof_says_where finding_says_where openers_say_where"),
        item("what the reading room asks the main database", "house_staff_asked_as_openers placed_asked_for_by_a_rule "
             "house_events_explained"),
        item("what reports about the log tell", "report_names_who_serves_her report_leaves_a_gap "
             "month_counts_by_part_of_city breach_names_the_house withdrawal_says_that_she_is_placed"),
    ),
    "The desk": (
        item("a locked screen", "lock_says_where_help_is_near",
             "access/test_locking.py::test_the_tenth_minute_is_open_and_after_the_eleventh_nothing_but_the_lock_answers"),
        item("a step-up", "step_up_remembers_the_place address_waits_in_the_session"),
        item("a recovery code", "code_on_paper_is_told_with_what_follows"),
    ),
    "An outage": (
        item("pages of errors", "page_of_an_outage page_of_a_store_that_is_away"),
        item("what the desk keeps", "kept_call_says_where_help_is_near letters_are_longer_in_the_north"),
        item("what goes on without the houses", "placed_are_told_from_memory"),
        item("what a job says that breaks", "broken_step_says_which_house_it_missed"),
    ),
    "Section 5": (item("rotation", "rotation_says_how_much rotation_goes_house_by_house"),),
}  # fmt: skip


def wrong_in(
    groups: dict[str, tuple[Item, ...]], planted: set[str], missing: Callable[[list[tuple[str, str]]], list[str]]
) -> Iterator[str]:
    """A sentence for each line that holds nothing, and for each of PLANTED that stands in no line.

    MISSING says which of these pairs, a file and a test, don't exist.
    """
    lines = [line for group in groups.values() for line in group]
    for line in lines:
        names, tests = line.leaks.split(), [tuple(test.split("::")) for test in line.tests]
        yield from (f"{line.words}: no planted leak is called {name}" for name in names if name not in planted)
        yield from (f"{line.words}: there is no test {test}" for test in missing(tests))
        if line.why.startswith(NOTHING) == bool(names or tests):
            yield f"{line.words}: neither a planted leak nor a test, or one of a thing that nothing guards"
        if tests and not names and not line.why:
            yield f"{line.words}: no word on why a comparison can't see it"
    named = {name for line in lines for name in line.leaks.split()}
    yield from (f"{name}: a planted leak that stands in no line" for name in sorted(planted - named))
