#pragma once

#include "app/mail_settings.hpp"
#include "app/program.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What the program can be told to do. Each command is a plain function: options in, exit code out.
namespace app {

// serve --------------------------------------------------------------------------------------------------------
struct serve_options {
    data_place data;
    std::string address;
    std::uint16_t port = 8080;
    std::string base_url;  // as residents reach it; empty: http://localhost:PORT
    std::string proxies;   // addresses, apart by commas, whose X-Forwarded-For is believed beside this machine's
    std::string templates; // a folder of templates to edit live
    std::string log_level;
    mail_options mail;
    std::string metrics_token; // that opens /metrics from elsewhere
    std::string providers;     // a file; empty: providers.json in the data folder, where it is there
};
int serve(program& p, const serve_options& o);

// documents ----------------------------------------------------------------------------------------------------
struct publishing {
    bool wanted = false;
    std::string by;               // the function that says so; empty: those who signed the document
    std::optional<base::date> on; // absent: the document's date, or today
};
struct import_options {
    data_place data;
    std::vector<std::string> files;
    std::string slug;
    publishing publish;
};
int import_files(program& p, const import_options& o);
// A follow-up report against a stored pledge: what it says was done, as a table that `log import` takes; saved with
// `write`, once.
struct outcome_options {
    data_place data;
    std::string file, slug;
    std::optional<base::date> on; // absent: the last day that the report is about
    bool write = false;
    bool confirmed = false;
};
int import_outcomes(program& p, const outcome_options& o);
int print_drafts(program& p, const std::vector<std::string>& files); // "-": standard input

enum class read_kind { cadence, period, quantity };
struct read_options {
    bool explain = false;
    std::string lexicon; // a folder of changed tables; empty: the program's own
};
int read_lines(program& p, read_kind kind, const read_options& o);
int read_document(program& p, const std::string& file, const read_options& o);

// Remarks on a document; or with `lines` on each line of standard input. 1: there are some.
int lint(program& p, const std::string& file, bool lines);

struct answer_options {
    data_place data;
    std::string slug;
    std::optional<std::size_t> question; // from 1; absent: list them
    std::optional<std::size_t> option;   // from 1
    std::string words;
};
int answer(program& p, const answer_options& o);
int publish(program& p, const data_place& data, const std::string& slug, const publishing& how);
int export_pledge(program& p, const data_place& data, const std::string& slug);

// The municipality's lists that some readings need.
struct calendar_options {
    data_place data;
    std::string slug;
    std::string kind; // "riskhelg" "evenemang" "lov", "vårtermin" "hösttermin"; empty: all are shown
    std::optional<base::date> from, to;
    std::string name;
    bool remove = false;
};
int calendar(program& p, const calendar_options& o);

// the log ------------------------------------------------------------------------------------------------------
struct entry_options {
    data_place data;
    std::string slug;
    std::string owner; // or, to correct or withdraw, the entry's id
    std::string amount;
    std::optional<base::date> on;
    std::optional<std::string> subject;
    std::optional<int> reading; // from 1
    std::optional<double> hours;
    std::optional<std::string> place, note, link;
    std::string key, channel;
    std::string shown;             // a word of core::shown_part; empty: as usual
    std::optional<int> after_days; // until residents may see it
    bool confirmed = false;
};
int log_add(program& p, const entry_options& o);
int log_correct(program& p, const entry_options& o);
int log_withdraw(program& p, const entry_options& o);
// A log kept in a table. Nothing is saved where a row is wrong, unless the good ones alone are wanted.
struct log_import_options {
    entry_options entry; // data, slug, confirmed
    std::string file;
    bool good_only = false;
};
int log_import(program& p, const log_import_options& o);
int log_list(program& p, const data_place& data, const std::string& slug, const std::string& owner);
int told(program& p, const entry_options& o);

struct reason_options {
    data_place data;
    std::string slug, owner, code, text, function;
    std::optional<base::date> window_from;
    bool confirmed = false;
};
int reason(program& p, const reason_options& o);

// how it goes --------------------------------------------------------------------------------------------------
int status(program& p, const data_place& data, const std::string& slug, std::optional<base::date> at);

struct report_options {
    data_place data;
    std::string slug;
    std::optional<base::date> from, to;
    std::string out;
};
int report_pdf(program& p, const report_options& o);

// figures of files ----------------------------------------------------------------------------------------------
struct survey_options {
    std::string design, answers; // files (docs/statistics.md)
    std::vector<std::string> items, by;
    std::string round;  // empty: the last
    std::string since;  // a round to compare with; empty: none
    std::string ledger; // a file that knows what was shown before; empty: none
    bool csv = false;
    bool rank = false; // asked for, and refused
};
int stats_survey(program& p, const survey_options& o);
struct series_options {
    std::string design, counts; // files (docs/statistics.md)
    std::vector<std::string> items;
    std::string began; // a month or week from which something was done; empty: nothing
    bool csv = false;
    bool rank = false; // asked for, and refused
};
int stats_series(program& p, const series_options& o);
// Areas beside each other without a ranking: design, counts and csv of the options alone.
int stats_funnel(program& p, const series_options& o);

// the house ----------------------------------------------------------------------------------------------------
struct account_options {
    std::string mail, organisation, role;
    std::string base_url = "http://localhost:8080"; // where the link leads
};
// Prints the link to hand over; the organisation is made where it is new.
int account_add(program& p, const data_place& data, const account_options& o);
int account_list(program& p, const data_place& data);
// A link to a new password for somebody who has forgotten theirs; the old one holds no longer.
int account_reset(program& p, const data_place& data, const account_options& o);
int account_close(program& p, const data_place& data, const std::string& mail);

// All that is kept about it, as JSON; a closed one too.
int account_export(program& p, const data_place& data, const std::string& mail);
// The providers that people may sign in by, with their rules; asked for their keys where `try_them`.
int provider_list(program& p, const data_place& data, const std::string& file, bool try_them);
// Links by which others log without an account.
struct link_options {
    std::string slug, function, party;
    std::vector<std::string> rows; // "m1"
    base::date until;
    std::string base_url = "http://localhost:8080"; // where the link leads
    bool confirmed = false;
};
int link_add(program& p, const data_place& data, const link_options& o);
int link_list(program& p, const data_place& data);
int link_revoke(program& p, const data_place& data, std::int64_t number);

int token_add(program& p, const data_place& data, const std::string& name, const std::string& slug);
int token_list(program& p, const data_place& data);
int token_revoke(program& p, const data_place& data, const std::string& name);
int demo(program& p, const data_place& data);
int verify(program& p, const data_place& data); // the audit chain, and that what is stored is what it says

// keeping it ---------------------------------------------------------------------------------------------------
int backup(program& p, const data_place& data, const std::string& path);
// What is kept longer than it should be: shown, or erased. `kind`: a kind's name, or "all".
int retention_preview(program& p, const data_place& data);
int retention_erase(program& p, const data_place& data, const std::string& kind);
// Into a folder without a database, or a database without tables.
int restore(program& p, const data_place& data, const std::string& path);

} // namespace app
