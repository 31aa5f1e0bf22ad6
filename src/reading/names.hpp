#pragma once

#include "reading/document.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

// The words of the exchange format for the values of our enumerations, both ways.
namespace reading {

// All words of E, in the order of its values. Specialised for every enumeration of reading.hpp, question.hpp
// and document.hpp.
template <class E>
std::span<const std::string_view> words_of();

template <class E>
std::string_view name(E value) {
    return words_of<E>()[static_cast<std::size_t>(value)];
}

template <class E>
std::optional<E> named(std::string_view word) {
    const auto all = words_of<E>();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i] == word) return static_cast<E>(i);
    return std::nullopt;
}

// "P3W", "PT24H"; "shift". Parsing gives nullopt for anything that is not a one-unit duration or a word.
std::string to_text(const duration& d);
std::string to_text(const recurrence& r);
std::optional<duration> parse_duration(std::string_view text);
std::optional<recurrence> parse_recurrence(std::string_view text);

// "weekend", "mon:1", "time:10:00-11:00", "week:35-40", "month:8-6".
std::string to_text(const window& w);
std::optional<window> parse_window(std::string_view text);

} // namespace reading
