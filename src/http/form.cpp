#include "http/form.hpp"

#include "base/text.hpp"
#include "http/head.hpp"
#include "http/target.hpp"

namespace http {

base::result<fields> parse_form(const request& r) {
    const auto type = r.header("content-type").value_or("");
    if (!same_name(base::trimmed(type.substr(0, type.find(';'))), "application/x-www-form-urlencoded"))
        return base::fail(base::problem_kind::invalid, {"http.not_a_form", {}});
    auto pairs = parse_pairs(r.body);
    if (!pairs) return base::fail(base::problem_kind::invalid, {"http.form_unreadable", {}});
    return *std::move(pairs);
}

std::string_view field_value(const fields& all, std::string_view name) {
    for (const auto& [own, value] : all)
        if (own == name) return value;
    return {};
}

} // namespace http
