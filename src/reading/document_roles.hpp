#pragma once

#include "reading/document_sentences.hpp"

#include <vector>

namespace reading::doc {

// What a sentence is about, as far as it is no pledge.
struct sentence_role {
    bool announces = false; // "fokuserar på sex områden"
    int announced = 0;
    bool validity = false;
    bool follow_up = false;
    bool feedback = false;
    bool basis = false;
    bool contact = false;   // numbers to call
    bool undecided = false; // "hur vi återkopplar är inte beslutat"
    bool aim = false;       // "vi vill att fler …" in running text

    bool any() const { return announces || validity || follow_up || feedback || contact; }
};

std::vector<sentence_role> roles_of(const manuscript& text, const std::vector<section>& sections,
                                    const std::vector<sentence>& sentences);

// "kommunen.se": the name of a site begins at i.
bool is_site(const manuscript& text, std::size_t i);

// How many areas the words announce ("fyra (4) huvudsakliga fokusområden"), 0: none.
int announced_areas(const manuscript& text, range words);

} // namespace reading::doc
