#pragma once

#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the tests of whole documents look at.

using texts = std::vector<std::string>;
using promised = std::vector<std::pair<std::string, texts>>;

inline reading::document read(std::string_view text) {
    return reading::read_document(text, reading::all_municipalities()).document;
}

// Of the areas; "" where one has none.
inline texts names(const reading::document& d) {
    texts all;
    for (const auto& a : d.focus_areas)
        all.push_back(a.name.value_or(""));
    return all;
}

// Of all areas: the words and who promises them.
inline promised pledges(const reading::document& d) {
    promised all;
    for (const auto& a : d.focus_areas)
        for (const auto& p : a.pledges)
            all.emplace_back(p.text, p.by);
    return all;
}

inline bool asks(const reading::document& d, reading::question_code code) {
    return std::any_of(d.questions.begin(), d.questions.end(), [&](const auto& q) { return q.code == code; });
}
