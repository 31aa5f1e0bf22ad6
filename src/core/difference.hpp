#pragma once

#include "base/message.hpp"
#include "core/changed_words.hpp"
#include "reading/document.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

// What changed from one version of a document to the next, for people who are asked to approve it.
namespace core {

enum class change {
    added,
    changed,
    replaced, // a new row (or pledge) came instead of one that ended
    ended,    // it got a last day
    removed,  // it stands no more, as if it never had
};

enum class part_kind {
    cover, // title, validity, decision, references
    parties,
    grounds, // what it was built on, the aims
    area,
    pledge,
    row,
    follow_up,
    feedback,
    signatories,
    outcomes,
    questions,
    order, // of areas, pledges or rows that are otherwise the same
};

// The document's own words, or words of the interface.
using told_line = std::variant<std::string, base::message>;

// A field in both versions; one side is empty where only the other has something. Of a field that is a list, only the
// lines that are not in both.
struct field_change {
    std::string field; // "what", "responsible": the text's key is "difference.field_" and this
    std::vector<told_line> was;
    std::vector<told_line> is;
    std::vector<word_run> words; // of a text that stands in both versions: word by word
    bool operator==(const field_change&) const = default;
};

struct part_change {
    core::change change = change::changed;
    part_kind kind = part_kind::cover;
    std::string id;                   // of an area, a pledge or a row
    std::string name;                 // what the newer version calls it; of one removed, the older
    std::string other;                // the id that it replaces, or of one that ended the id that came instead
    std::string other_name;           // what that one is called
    ::reading::lifetime life;         // when it holds, of the newer version
    std::vector<field_change> fields; // in the document's order; of one replaced, against what it replaces
    // Why what it replaces ended; of one that ended, why it did.
    std::optional<::reading::ending> ended;
    bool operator==(const part_change&) const = default;
};

struct difference {
    std::vector<part_change> parts; // in the newer document's order; what is removed stands where it stood
    bool empty() const { return parts.empty(); }
    std::size_t count(change c) const;
};

// Everything that differs is told, if need be by its exact notation, but for where in the source a reading was found
// and the places of questions. A row that a new one replaces is told with that one, not by itself, unless more of it
// changed. Cost is linear in the documents' size but for the words of texts (changed_words).
difference difference_between(const ::reading::document& older, const ::reading::document& newer);

} // namespace core
