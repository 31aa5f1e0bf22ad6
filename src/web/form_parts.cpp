#include "web/form_parts.hpp"

#include "base/text.hpp"
#include "core/account.hpp"
#include "http/form.hpp"

#include <algorithm>
#include <charconv>

namespace web {

base::problem wrong(std::string key, std::string field) {
    return {base::problem_kind::invalid, {std::move(key), {}}, std::move(field)};
}

base::problem must_wait(std::chrono::seconds wait) {
    return {base::problem_kind::invalid, {"account.wait", {{"n", std::int64_t{wait.count()}}}}, {}};
}

std::string typed(const http::fields& f, std::string_view name) {
    return std::string{base::trimmed(http::field_value(f, name))};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t n = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional{n} : std::nullopt;
}

bool fits(std::string_view text, std::size_t letters) {
    return !text.empty() && base::to_utf32(text).size() <= letters && !core::holds_hidden(text);
}

std::string done_key(const http::request& r, std::span<const std::string_view> known) {
    const auto said = r.query_value("gjort").value_or("");
    const auto found = std::find(known.begin(), known.end(), said);
    return found == known.end() ? std::string{} : "account.done_" + std::string{*found};
}

} // namespace web
