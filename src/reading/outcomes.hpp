#pragma once

#include "reading/document.hpp"
#include "reading/tables.hpp"

#include <string>
#include <string_view>
#include <vector>

// A follow-up report against the pledge that it follows up: what it says was done of which row, with the words.
namespace reading {

struct found_outcome {
    std::string owner; // "m5", "p3"
    std::string said;  // the words of the amount: "drygt 20 besök"
    ::reading::quantity amount;
    ::reading::span said_at;  // in code points of the report
    ::reading::span label_at; // the words that name what was done
};

// Why an amount of the report was not placed.
enum class unplaced_why {
    no_owner,      // nothing of the pledge is called so
    several,       // more than one is, as much as the other
    again,         // the row has an amount already, from a place that says it more plainly
    share,         // a share of what was promised: how many it was does not stand there
    no_amount,     // the row is told of without a number
    total_or_part, // "300 kontroller, varav 120 …", and the part is what the row is about as well
};

struct unplaced_outcome {
    unplaced_why why = unplaced_why::no_owner;
    std::string said; // the words that were not placed
    ::reading::span said_at;
    std::vector<std::string> owners; // that they may be about
};

struct outcome_report {
    std::vector<found_outcome> found; // in the order of the report, one an owner
    std::vector<unplaced_outcome> unplaced;
    validity period; // that the report says it is about; absent ends: it does not
};

// `text` is laid out as for read_document: cells parted by tabs. Nothing is guessed: an amount is placed where its row
// or sentence shares more words with one owner than with any other.
outcome_report find_outcomes(std::string_view text, const document& pledge, const manner& how = {});

} // namespace reading
