#pragma once

#include "core/screen.hpp"

#include <string_view>
#include <vector>

// The parts of the screen. Each looks at the whole text and adds what it finds, with ranges in code points.
namespace core {

struct raw_finding {
    finding_kind kind;
    std::size_t begin;
    std::size_t end;
};

void find_personal_numbers(std::u32string_view text, std::vector<raw_finding>& found);
void find_telephones(std::u32string_view text, std::vector<raw_finding>& found);
void find_car_numbers(std::u32string_view text, std::vector<raw_finding>& found);
void find_mail_addresses(std::u32string_view text, std::vector<raw_finding>& found);
void find_person_names(std::u32string_view text, std::vector<raw_finding>& found);

bool is_digit(char32_t c);
bool is_letter(char32_t c);
bool is_capital(char32_t c);

} // namespace core
