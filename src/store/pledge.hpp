#pragma once

#include "core/published.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Pledges as they are stored: the document as the exact lofte/1 text of one version with its digest (what parties
// approve), what is searched for in columns beside it, the log and the reasons in rows of their own.
namespace store {

// `by` is the holder that the audit chain names ("command line"); empty: the machine.

// Stores a new draft with its slug, and its log and reasons where it has any. The slug is made of the title where the
// file has none, with a number after it where it is taken. Returns the file as it is stored (id, slug).
core::pledge_file add_pledge(db::transaction& t, core::pledge_file file, std::string_view by = {});

// Another version of the document: answers given to questions, a plan joined to its pledge. The earlier stay. False
// where what is stored is no longer `from`: somebody else was first, and nothing is changed.
bool replace_document(db::transaction& t, std::int64_t pledge, const reading::document& from,
                      const reading::document& to, std::string_view by = {});

// As approved on paper, which whoever looks after the server says. False where this version is published already:
// nothing is changed.
bool publish(db::transaction& t, std::int64_t pledge, const std::vector<core::approval>& approvals);
// As each party approved it in the program, `by` the last.
bool publish_approved(db::transaction& t, std::int64_t pledge, const std::vector<core::approval>& approvals,
                      std::string_view by);
void set_lede(db::transaction& t, std::int64_t pledge, std::string_view lede);
void set_shown_from(db::transaction& t, std::int64_t pledge, std::optional<base::date> day);
void set_settings(db::transaction& t, std::int64_t pledge, const core::plan_settings& settings,
                  std::string_view by = {});

// Changes the settings as they stand in this transaction, so that two who do so at once lose nothing. Where `change`
// answers false, they stay as they are.
void change_settings(db::transaction& t, std::int64_t pledge, const std::function<bool(core::plan_settings&)>& change,
                     std::string_view by);

struct pledge_cache;

// Whole: document, approvals, log in the order recorded, reasons, settings. nullopt: no such slug.
std::optional<core::pledge_file> find_pledge(db::reader& r, std::string_view slug);
// The same for a program that asks again and again: read only where it has changed. null: no such slug.
std::shared_ptr<const core::pledge_file> find_pledge(db::reader& r, std::string_view slug, pledge_cache& cache);
// Without the log, for checking a new entry.
std::optional<core::pledge_file> find_pledge_only(db::reader& r, std::string_view slug, pledge_cache* cache = nullptr);

struct pledge_filter {
    std::string municipality; // its four-digit code; empty: all
    std::string words;        // each must stand in the title, a party's name or a focus area; case does not matter
    bool published_only = true;
    std::optional<int> limit; // absent: all
    int offset = 0;
};
std::vector<core::pledge_summary> list_pledges(db::reader& r, const pledge_filter& filter); // by slug; the page sorts

// Municipalities that have a published pledge: code, name.
std::vector<std::pair<std::string, std::string>> municipalities(db::reader& r);

// A stored body as what it says; throws db::error of class damaged where it is no lofte/1.
reading::document stored_document(std::string_view body, std::string_view slug);

// Changes whenever anything about the pledge does; what caches and other instances compare. 0: no such slug.
std::int64_t revision(db::reader& r, std::string_view slug);

} // namespace store
