#include "table.hpp"

#include "base/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>

namespace vectors {

namespace {

double number_of(const std::string& s) {
    if (s.empty() || s == "NA" || s == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (s == "Inf" || s == "-Inf") return (s[0] == '-' ? -1 : 1) * std::numeric_limits<double>::infinity();
    double x = 0;
    const auto [end, fault] = std::from_chars(s.data(), s.data() + s.size(), x);
    if (fault != std::errc() || end != s.data() + s.size()) throw std::runtime_error("not a number: " + s);
    return x;
}

std::string quoted(const std::string& s) {
    if (s.find_first_of(",\"\n") == std::string::npos) return s;
    std::string out = "\"";
    for (const char c : s)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

} // namespace

table table::read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto rows = base::parse_csv(text, ',');
    if (rows.empty()) throw std::runtime_error("empty: " + file.string());
    table out;
    out.names_ = std::move(rows.front());
    out.columns_.resize(out.names_.size());
    out.rows_ = rows.size() - 1;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].size() != out.names_.size()) throw std::runtime_error("ragged row in " + file.string());
        for (std::size_t k = 0; k < out.names_.size(); ++k)
            out.columns_[k].push_back(std::move(rows[i][k]));
    }
    return out;
}

std::optional<std::size_t> table::find(std::string_view name) const {
    const auto it = std::find(names_.begin(), names_.end(), name);
    if (it == names_.end()) return std::nullopt;
    return static_cast<std::size_t>(it - names_.begin());
}

bool table::has(std::string_view name) const { return find(name).has_value(); }

const std::vector<std::string>& table::text(std::string_view name) const {
    const auto k = find(name);
    if (!k) throw std::runtime_error("no column " + std::string(name));
    return columns_[*k];
}

std::vector<double> table::numbers(std::string_view name) const {
    std::vector<double> out;
    for (const auto& s : text(name))
        out.push_back(number_of(s));
    return out;
}

cell::cell(double x) {
    if (std::isnan(x))
        text = "NaN";
    else if (std::isinf(x))
        text = x < 0 ? "-Inf" : "Inf";
    else {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), x).ptr;
        text.assign(digits.data(), end);
    }
}

cell or_na(double x) { return std::isnan(x) ? cell(na) : cell(x); }

void sheet::write(const std::filesystem::path& file, const std::vector<std::string>& columns) const {
    std::ofstream out(file, std::ios::binary);
    std::vector<std::size_t> order;
    for (const auto& name : columns) {
        const auto it = std::find(names.begin(), names.end(), name);
        if (it == names.end())
            throw std::runtime_error("no value for column " + name + " of " + file.filename().string());
        order.push_back(static_cast<std::size_t>(it - names.begin()));
        out << (order.size() > 1 ? "," : "") << quoted(name);
    }
    out << '\n';
    for (const auto& row : rows) {
        for (std::size_t k = 0; k < order.size(); ++k)
            out << (k > 0 ? "," : "") << quoted(row.at(order[k]).text);
        out << '\n';
    }
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

levels::levels(const std::vector<std::string>& values) : names(values) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (!names.empty() && names.front().empty()) names.erase(names.begin());
    for (const auto& v : values)
        code.push_back(at(v));
}

std::int32_t levels::at(std::string_view name) const {
    const auto it = std::lower_bound(names.begin(), names.end(), name);
    return it != names.end() && *it == name ? static_cast<std::int32_t>(it - names.begin()) : -1;
}

} // namespace vectors
