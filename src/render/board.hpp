#pragma once

#include "core/board.hpp"
#include "render/account.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

// The board of those who run pledges, and the form in which they say why something was missed.
namespace render {

struct board_choice {
    std::string value, name;
    bool chosen = false;
};

struct board_view {
    core::board board; // what the filter leaves
    std::size_t all_rows = 0;
    std::size_t pledges = 0;                                  // that the board is made of
    std::vector<board_choice> parties, areas, municipalities; // of all of them
    bool is_filtered = false;
    bool may_log = false, may_reason = false;
    form_notice notice;
};
std::string board_page(const account_context& c, const board_view& v);

// A window that was missed, in words.
struct missed_window {
    std::string value; // its first day
    base::message when, done;
    bool chosen = false;
    std::string reason; // that stands already
};

struct reason_form {
    std::string slug, title, owner;
    base::message what;
    std::vector<missed_window> windows; // the latest first
    std::int64_t without_reason = 0;    // how many missed windows there are that nobody has explained
    bool is_all_open = false;           // the reason is for each of those
    bool is_whole = false;              // the reason is for all of it
    std::string code, text, function;   // as they were typed
    std::optional<base::problem> problem;
};
std::string reason_page(const account_context& c, const reason_form& v);

} // namespace render
