#pragma once

#include "core/published.hpp"
#include "render/account.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

// Many things done, logged at once: one's own rows for a day, or lines for a month.
namespace render {

struct batch_line {
    std::string what; // "m2", "m2|0", "m2|0|Skolan": owner, reading, subject
    std::string on, amount, place;
    std::optional<base::problem> problem;
};

inline constexpr std::size_t most_batch_lines = 100;

struct batch_view {
    std::shared_ptr<const core::pledge_file> file;
    core::document_state state;
    std::vector<core::organisation> acting;
    std::vector<std::string> places;                          // to choose from
    std::vector<std::pair<std::string, std::string>> pledges; // slug and title of those to choose from
    bool is_month = false;                                    // else a day, a line for each of one's own rows
    std::string on;                                           // the day, as typed
    base::date month;                                         // its first day
    std::vector<batch_line> lines;                            // empty: as new
    std::string shown, after_days;                            // as typed; empty: as usual
    std::string key;                                          // of the form: its lines' keys are made of it
    std::optional<base::problem> problem;                     // of the whole form
    int saved = 0;                                            // lines that were saved just before
    std::string saved_key;                                    // of those, where they can be undone
    int undone = 0;                                           // lines that were undone just before
};
std::string batch_page(const account_context& c, const batch_view& v);

} // namespace render
