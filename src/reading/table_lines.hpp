#pragma once

#include "base/text.hpp"

#include <cstddef>
#include <string_view>

// How a file of the lexicon is laid out: lines, and forms parted by "|". Comments begin with "#".
namespace reading {

// Words of structure stand in document.tsv and the like, words of phrases in the others.
inline bool holds_structure(std::string_view file) { return file.starts_with("document") && file.ends_with(".tsv"); }
inline bool holds_phrases(std::string_view file) { return file.ends_with(".tsv") && !holds_structure(file); }

// Lines that say something, with their numbers from 1.
template <class See>
void each_line(std::string_view bytes, See see) {
    std::size_t number = 0;
    for (auto line : base::split(bytes, '\n')) {
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!base::trimmed(line).empty() && line.front() != '#') see(number, line);
    }
}

template <class See>
void each_form(std::string_view forms, See see) {
    for (const auto form : base::split(forms, '|'))
        if (const auto trimmed = base::trimmed(form); !trimmed.empty()) see(trimmed);
}

} // namespace reading
