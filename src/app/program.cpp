#include "app/program.hpp"

#include "exchange/json.hpp"

#include <ostream>

namespace app {

int report(program& p, const base::problem& problem) {
    if (p.json)
        p.err << exchange::problem_json(problem, p.say) << '\n';
    else if (problem.field.empty())
        p.err << p.say(problem.text) << '\n';
    else
        p.err << problem.field << ": " << p.say(problem.text) << '\n';
    switch (problem.kind) {
    case base::problem_kind::ask:
    case base::problem_kind::conflict:
    case base::problem_kind::forbidden: return answer_is_no;
    default: return bad_input;
    }
}

void warn(program& p, const base::message& text) { p.err << p.say(text) << '\n'; }

}
