#pragma once

#include "base/message.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Free text is screened before it is saved: the log holds no persons.
namespace core {

enum class finding_kind {
    personal_number, // a valid personnummer or samordningsnummer: refused
    telephone,       // asked about; public numbers (112, 114 14, 113 13, 1177 …) pass
    car_number,      // asked about
    person_name,     // asked about: two or more capital words that no place, organisation or function explains
    mail_address,    // asked about
};

struct finding {
    finding_kind kind;
    std::string text;      // the words as they stand
    std::size_t begin = 0; // half-open range in code points
    std::size_t end = 0;
};

// In the order of the text. Personal numbers: 10 or 12 digits with or without - or +, spaces allowed, checked by date
// (day + 60 for samordningsnummer) and by the Luhn digit (Skatteverket, SKV 704).
std::vector<finding> screen(std::string_view text);

} // namespace core
