#include "store/words.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace store {
namespace {

constexpr std::array<std::string_view, 7> kinds{"municipality", "police", "region", "company",
                                                "association",  "agency", "other"};
constexpr std::array<std::string_view, 3> roles{"signatory", "partner", "consulted"};
constexpr std::array<std::string_view, 7> channels{"municipality_website", "police_website", "social_media", "press",
                                                   "household_paper",      "meeting",        "other"};

template <class E, std::size_t N>
E value_of(const std::array<std::string_view, N>& words, std::string_view word) {
    for (std::size_t i = 0; i < N; ++i)
        if (words[i] == word) return static_cast<E>(i);
    throw std::logic_error{"an unknown word is stored: " + std::string{word}};
}

} // namespace

std::string_view word(reading::party_kind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
std::string_view word(reading::party_role role) { return roles.at(static_cast<std::size_t>(role)); }
std::string_view word(reading::channel channel) { return channels.at(static_cast<std::size_t>(channel)); }

reading::party_kind party_kind_of(std::string_view word) { return value_of<reading::party_kind>(kinds, word); }
reading::party_role party_role_of(std::string_view word) { return value_of<reading::party_role>(roles, word); }
reading::channel channel_of(std::string_view word) { return value_of<reading::channel>(channels, word); }

} // namespace store
