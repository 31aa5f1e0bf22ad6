#pragma once

#include <array>
#include <optional>
#include <string_view>

// Who may do what: the one table that every route and command asks, and that the page of rights prints.
namespace core {

// Whoever acts; `receipt` is a resident with the code of a question of their own. The last six are roles that people
// have in an organisation; one person may have several, in several.
enum class holder {
    visitor,
    token,
    personal_link,
    receipt,
    command_line,
    reader,
    reporter,
    officer,
    approver,
    coordinator,
    administrator
};

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
    approve, // a version of a document, in an organisation's name
    publish, // what is approved on paper
    change_settings,
    read_log,        // one's own entries as they were logged, their notes and places
    read_whole_log,  // those of one's whole organisation too
    manage_members,  // invite people to an organisation, and end what they may do there
    manage_house,    // organisations, tokens, the state of the machine
    manage_links,    // make links by which others log without an account, and take them back
    ask_publicly,    // a question, or a dispute of a verdict, as a resident
    follow_question, // see, take back and erase what one asked
    answer_resident, // publish, answer or refuse it
};

inline constexpr std::array all_holders{
    holder::visitor,  holder::token,   holder::personal_link, holder::receipt,     holder::command_line, holder::reader,
    holder::reporter, holder::officer, holder::approver,      holder::coordinator, holder::administrator};
inline constexpr std::array all_roles{holder::reader,   holder::reporter,    holder::officer,
                                      holder::approver, holder::coordinator, holder::administrator};
inline constexpr std::array all_acts{
    act::see_public,   act::see_internal,    act::add_entry,       act::correct_entry,   act::withdraw_entry,
    act::give_reason,  act::tell_residents,  act::import_document, act::answer_question, act::approve,
    act::publish,      act::change_settings, act::read_log,        act::read_whole_log,  act::manage_members,
    act::manage_house, act::manage_links,    act::ask_publicly,    act::follow_question, act::answer_resident};

// A token that is bound to a pledge holds these rights for that pledge only, a personal link for its rows and its own
// entries, a role for its organisation's pledges: the caller compares.
bool may(holder who, act what);

// A role that may not be used before a second factor was given: what it may do, nobody else can undo.
bool needs_second_factor(holder who);

std::string_view name(holder who);
std::string_view name(act what);
std::optional<holder> role_named(std::string_view name); // nullopt: no such role

} // namespace core
