#include "app/commands.hpp"

#include "exchange/json.hpp"
#include "reading/read.hpp"

#include <istream>
#include <ostream>

namespace app {
namespace {

std::string answer_line(read_kind kind, const exchange::read_line& in) {
    switch (kind) {
    case read_kind::cadence:
        return exchange::cadence_line(in, reading::read_cadence(in.text, in.known));
    case read_kind::period:
        return exchange::period_line(in, reading::read_period(in.text, in.known));
    case read_kind::quantity:
        break;
    }
    return exchange::quantity_line(in, reading::read_quantity(in.text));
}

} // namespace

// A line that is no valid input is told and answered as an empty text, so that answers stay in the order of the lines.
int read_lines(program& p, read_kind kind) {
    int result = done;
    std::int64_t number = 0;
    for (std::string line; std::getline(p.in, line);) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        auto in = exchange::parse_read_line(line);
        if (!in) {
            warn(p, {"app.bad_line", {{"line", number}, {"why", in.error().text}}});
            result = bad_input;
            in = exchange::read_line{};
        }
        p.out << answer_line(kind, *in) << '\n';
    }
    return result;
}

} // namespace app
