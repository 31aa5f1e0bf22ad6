#include "core/rights.hpp"

namespace core {
namespace {

struct row {
    act what;
    std::string_view name;
    bool visitor, token, command_line;
};

// A token is a party's own system or phone: it logs, and mends what was logged. What is said in both parties' names
// (a document, an answer, a publication) is done on the machine itself.
constexpr std::array<row, all_acts.size()> table{{
    {act::see_public, "see_public", true, true, true},
    {act::see_internal, "see_internal", false, false, true},
    {act::add_entry, "add_entry", false, true, true},
    {act::correct_entry, "correct_entry", false, true, true},
    {act::withdraw_entry, "withdraw_entry", false, true, true},
    {act::give_reason, "give_reason", false, true, true},
    {act::tell_residents, "tell_residents", false, true, true},
    {act::import_document, "import_document", false, false, true},
    {act::answer_question, "answer_question", false, false, true},
    {act::publish, "publish", false, false, true},
    {act::change_settings, "change_settings", false, false, true},
    {act::read_whole_log, "read_whole_log", false, true, true},
}};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].what) != i || all_acts[i] != table[i].what) return false;
    return true;
}
static_assert(is_in_order(), "the table has one row an act, in the order of the acts");

} // namespace

bool may(holder who, act what) {
    const auto& r = table[static_cast<std::size_t>(what)];
    switch (who) {
    case holder::visitor:
        return r.visitor;
    case holder::token:
        return r.token;
    case holder::command_line:
        return r.command_line;
    }
    return false;
}

std::string_view name(holder who) {
    switch (who) {
    case holder::visitor:
        return "visitor";
    case holder::token:
        return "token";
    case holder::command_line:
        return "command_line";
    }
    return {};
}

std::string_view name(act what) { return table[static_cast<std::size_t>(what)].name; }

} // namespace core
