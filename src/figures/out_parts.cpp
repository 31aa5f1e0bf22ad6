#include "figures/out_parts.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace figures {

std::string laid_out(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> width;
    for (const auto& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (width.size() == c) width.push_back(0);
            width[c] = std::max(width[c], base::count_code_points(row[c]));
        }
    std::string out;
    for (const auto& row : rows) {
        std::string line = " ";
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string space(width[c] - base::count_code_points(row[c]), ' ');
            line += c == 0 ? " " + row[c] + space : "  " + space + row[c];
        }
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return out;
}

std::string csv_words(std::string_view text) {
    std::string out = base::without_control(text);
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    if (!out.empty() && std::string_view{"=+-@"}.find(out.front()) != std::string_view::npos) out.insert(0, "'");
    if (out.find_first_of(";\"") == std::string::npos) return out;
    for (auto at = out.find('"'); at != std::string::npos; at = out.find('"', at + 2))
        out.insert(at, "\"");
    return '"' + out + '"';
}

std::string csv_number(double x, int decimals) {
    if (!std::isfinite(x)) return {};
    auto text = fmt::format("{:.{}f}", x, decimals);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

std::string csv_rows(const std::vector<std::vector<std::string>>& rows) {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& row : rows)
        out += fmt::format("{}\r\n", fmt::join(row, ";"));
    return out;
}

} // namespace figures
