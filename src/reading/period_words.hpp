#pragma once

#include "reading/atoms.hpp"

#include <cstddef>
#include <vector>

// What a length of time in a text about validity is, by the words beside it.
namespace reading {

// "med tre månaders uppsägningstid", "uppsägningstiden är sex månader"
bool is_notice(const std::vector<atom>& atoms, std::size_t i);

// "avtalstiden är två år", "löftet gäller i två år"
bool is_length_of_validity(const std::vector<atom>& atoms, std::size_t i);

// "till dess att parterna har skrivit under ett nytt", "tills kommunen antar en ny överenskommelse"
bool until_a_new_one(const std::vector<atom>& atoms, std::size_t i);

} // namespace reading
