#pragma once

#include "core/published.hpp"
#include "render/account.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

// The page where things done are logged: one's own rows first, one press for "one, today".
namespace render {

struct logged_pledge {
    std::shared_ptr<const core::pledge_file> file; // its log is not looked at
    std::shared_ptr<const core::document_state> state;
    std::vector<core::organisation> acting;       // for whom the reader may log here
    std::optional<std::vector<std::string>> rows; // only these, and all as one's own: of a personal link
    std::vector<std::string> places;              // to choose from
};

// What was typed into one row's form, and what was wrong with it.
struct typed_entry {
    std::string pledge, owner; // whose form
    std::string amount, on, hours, place, note, subject, reading, key;
    std::string shown, after_days;        // empty: as usual for the pledge
    std::string channel, link;            // of a feedback given
    std::optional<base::problem> problem; // problem_kind::ask: it may be confirmed
};

// What was saved last, and may be undone.
struct saved_entry {
    std::string pledge, owner;
    core::log_entry entry;
    bool undone = false;
};

// By which somebody logs without an account.
struct link_words {
    std::string function;
    base::date ends_on;
};

struct logging_view {
    std::string path = "/logga";    // where its forms go
    std::string holder;             // in whose name they are kept: "konto 7"
    std::optional<link_words> link; // absent: the reader is signed in
    bool makes_links = false;
    bool keeps_places = false;
    std::optional<base::date> over; // no pledge is logged any more; the last of them held until then
    std::vector<logged_pledge> pledges;
    std::optional<typed_entry> typed;
    std::optional<saved_entry> saved;
    std::string new_key; // a client key of its own for each form: this, and the form's name behind it
};
std::string logging_page(const account_context& c, const logging_view& v);

} // namespace render
