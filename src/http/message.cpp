#include "http/message.hpp"

#include <stdexcept>

namespace http {
namespace {

std::optional<std::string_view> first(const fields& all, std::string_view name) {
    for (const auto& [own, value] : all)
        if (own == name) return value;
    return std::nullopt;
}

} // namespace

std::optional<std::string_view> request::header(std::string_view lower_case_name) const {
    return first(headers, lower_case_name);
}

std::optional<std::string_view> request::query_value(std::string_view name) const { return first(query, name); }

std::string_view request::parameter(std::string_view name) const {
    if (const auto value = first(parameters, name)) return *value;
    throw std::out_of_range{"route parameter " + std::string{name}};
}

} // namespace http
