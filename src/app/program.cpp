#include "app/program.hpp"

#include "exchange/json.hpp"

#include <array>
#include <ostream>
#include <string_view>
#include <utility>

namespace app {

namespace {

// The rules name the fields of an entry or a reason; who types knows them by their options.
std::string_view option_of(std::string_view field) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 13> names{{
        {"owner", "OWNER"},
        {"id", "ID"},
        {"amount", "--amount"},
        {"on", "--date"},
        {"subject", "--for"},
        {"reading", "--reading"},
        {"hours", "--hours"},
        {"place", "--place"},
        {"note", "--note"},
        {"link", "--link"},
        {"client_key", "--key"},
        {"text", "--text"},
        {"function", "--function"},
    }};
    for (const auto& [name, option] : names)
        if (name == field) return option;
    return field == "window_from" ? "--window" : field;
}

} // namespace

int report(program& p, const base::problem& problem) {
    if (p.json)
        p.err << exchange::problem_json({problem.kind, problem.text, std::string{option_of(problem.field)}}, p.say)
              << '\n';
    else if (problem.field.empty())
        p.err << p.say(problem.text) << '\n';
    else
        p.err << option_of(problem.field) << ": " << p.say(problem.text) << '\n';
    if (problem.kind == base::problem_kind::ask && !p.json) p.err << p.say("app.how_to_confirm") << '\n';
    switch (problem.kind) {
    case base::problem_kind::ask:
    case base::problem_kind::conflict:
    case base::problem_kind::forbidden:
        return answer_is_no;
    default:
        return bad_input;
    }
}

void warn(program& p, const base::message& text) { p.err << p.say(text) << '\n'; }

} // namespace app
