#include "core/rights.hpp"

#include <algorithm>

namespace core {
namespace {

// The columns are the holders, in their order.
struct row {
    act what;
    std::string_view name;
    std::array<bool, all_holders.size()> granted;
};

constexpr bool Y = true, o = false;

// A token is a party's own system or phone: it logs, and mends what was logged. What the command line does is done on
// the machine itself, by whoever has the data in hand anyway.
//                                visitor token link receipt cmd reader reporter officer approver coordinator
//                                administrator
constexpr std::array<row, all_acts.size()> table{{
    {act::see_public, "see_public", {Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y}},
    {act::see_internal, "see_internal", {o, o, o, o, Y, Y, o, Y, Y, Y, o}},
    {act::add_entry, "add_entry", {o, Y, Y, o, Y, o, Y, Y, o, Y, o}},
    {act::correct_entry, "correct_entry", {o, Y, o, o, Y, o, Y, Y, o, Y, o}},
    {act::withdraw_entry, "withdraw_entry", {o, Y, Y, o, Y, o, Y, Y, o, Y, o}},
    {act::give_reason, "give_reason", {o, Y, o, o, Y, o, o, Y, o, Y, o}},
    {act::tell_residents, "tell_residents", {o, Y, o, o, Y, o, o, Y, o, Y, o}},
    {act::import_document, "import_document", {o, o, o, o, Y, o, o, o, o, Y, o}},
    {act::answer_question, "answer_question", {o, o, o, o, Y, o, o, o, o, Y, o}},
    {act::approve, "approve", {o, o, o, o, o, o, o, o, Y, o, o}},
    {act::publish, "publish", {o, o, o, o, Y, o, o, o, o, o, o}},
    {act::change_settings, "change_settings", {o, o, o, o, Y, o, o, o, o, Y, o}},
    {act::read_log, "read_log", {o, Y, o, o, Y, Y, Y, Y, Y, Y, o}},
    {act::read_whole_log, "read_whole_log", {o, Y, o, o, Y, Y, o, Y, Y, Y, o}},
    {act::manage_members, "manage_members", {o, o, o, o, Y, o, o, o, o, Y, Y}},
    {act::manage_house, "manage_house", {o, o, o, o, Y, o, o, o, o, o, Y}},
    {act::manage_links, "manage_links", {o, o, o, o, Y, o, o, o, o, Y, o}},
    {act::ask_publicly, "ask_publicly", {Y, o, o, Y, o, Y, Y, Y, Y, Y, Y}},
    {act::follow_question, "follow_question", {o, o, o, Y, o, o, o, o, o, o, o}},
    {act::answer_resident, "answer_resident", {o, o, o, o, o, o, o, Y, o, Y, o}},
}};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].what) != i || all_acts[i] != table[i].what) return false;
    for (std::size_t i = 0; i < all_holders.size(); ++i)
        if (static_cast<std::size_t>(all_holders[i]) != i) return false;
    return true;
}
static_assert(is_in_order(), "the table has one row an act, in the order of the acts");

constexpr std::array<std::string_view, all_holders.size()> holder_names{
    "visitor",  "token",   "personal_link", "receipt",     "command_line", "reader",
    "reporter", "officer", "approver",      "coordinator", "administrator"};

} // namespace

bool may(holder who, act what) { return table[static_cast<std::size_t>(what)].granted[static_cast<std::size_t>(who)]; }

bool needs_second_factor(holder who) { return who == holder::administrator; }

std::string_view name(holder who) { return holder_names[static_cast<std::size_t>(who)]; }

std::string_view name(act what) { return table[static_cast<std::size_t>(what)].name; }

std::optional<holder> role_named(std::string_view name) {
    const auto found =
        std::find_if(all_roles.begin(), all_roles.end(), [&](holder h) { return core::name(h) == name; });
    return found == all_roles.end() ? std::nullopt : std::optional{*found};
}

} // namespace core
