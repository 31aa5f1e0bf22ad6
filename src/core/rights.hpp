#pragma once

#include <array>
#include <string_view>

// Who may do what: the one table that every route and command asks.
namespace core {

enum class holder { visitor, token, command_line };

enum class act {
    see_public,   // published pledges, their open log entries, feeds
    see_internal, // drafts, and the places and notes of the log
    add_entry,
    correct_entry,
    withdraw_entry,
    give_reason,    // why a window was missed
    tell_residents, // log a feedback given
    import_document,
    answer_question,
    publish,
    change_settings, // terms, risk weekends, who holds a token
    read_whole_log,  // with corrections and withdrawals
};

inline constexpr std::array all_holders{holder::visitor, holder::token, holder::command_line};
inline constexpr std::array all_acts{act::see_public,     act::see_internal,    act::add_entry,
                                     act::correct_entry,  act::withdraw_entry,  act::give_reason,
                                     act::tell_residents, act::import_document, act::answer_question,
                                     act::publish,        act::change_settings, act::read_whole_log};

// A token that is bound to a pledge holds these rights for that pledge only: the caller compares the slugs.
bool may(holder who, act what);

std::string_view name(holder who);
std::string_view name(act what);

} // namespace core
