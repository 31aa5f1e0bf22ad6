#pragma once

#include "core/log.hpp"
#include "core/plan.hpp"
#include "core/published.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

// The words of the exchange format and the command line for core's enumerations, both ways.
namespace core {

// All words of E, in the order of its values. Specialised for status, visibility, shown_part, entry_kind, reason_code,
// window_state, pace, verdict and standing.
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

// "keeping, behind, …": for a sentence that says which words there are.
template <class E>
std::string all_words() {
    std::string out;
    for (const auto word : words_of<E>()) {
        if (!out.empty()) out += ", ";
        out += word;
    }
    return out;
}

} // namespace core
