#include "figures/cells.hpp"

#include "base/number.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace figures {

base::result<std::size_t> column_of(const base::table& t, const std::string& heading) {
    const auto found = std::find(t.headings.begin(), t.headings.end(), heading);
    if (found != t.headings.end()) return static_cast<std::size_t>(found - t.headings.begin());
    auto known = fmt::format("{}", fmt::join(t.headings, ", "));
    if (known.size() > 400) known = known.substr(0, known.rfind(", ", 400)) + ", …";
    return base::fail(base::problem_kind::invalid,
                      {"figures.no_column", {{"column", heading}, {"known", std::move(known)}}});
}

std::optional<double> number_in(std::string_view cell) {
    std::u32string digits;
    for (const auto c : base::to_utf32(cell))
        if (!base::is_space(c)) digits += c == U'\u2212' ? U'-' : c;
    return base::parse_decimal(base::to_utf8(digits));
}

base::problem refuse_cell(std::string key, const base::table& t, std::size_t row, std::size_t column,
                          std::string known) {
    return {base::problem_kind::invalid,
            {std::move(key),
             {{"line", t.rows[row].line},
              {"column", t.headings[column]},
              {"said", t.rows[row].cells[column]},
              {"known", std::move(known)}}},
            {}};
}

} // namespace figures
