#pragma once

#include "reading/reading.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// How the engine came to what it read, written down by the engine while it reads and only where somebody asks.
namespace reading {

// A line of the tables that knows a word. The views live as long as the tables do.
struct traced_entry {
    std::string_view kind;  // the line's first column
    std::string_view value; // its second
    std::string_view form;  // that fits the word
    std::string_view file;  // empty: a number word, which the program makes
    std::uint32_t line = 0;
};

// A word, phrase, number, date … as the grammar sees it.
struct traced_word {
    ::reading::span span;
    std::string text;
    std::string_view what;             // "number", "date" …, a name of atom_kind
    std::vector<traced_entry> entries; // all that the tables say of it
    bool misspelt = false;             // known by another spelling
};

// A rule of the grammar that fitted some words.
struct traced_rule {
    std::string_view rule;
    ::reading::span span;
    std::vector<traced_word> words;
};

struct traced_reading {
    std::size_t number = 0;             // which of the answer's readings
    std::string_view rule;              // that made it
    std::vector<std::string_view> more; // rules that changed it then
    std::vector<traced_rule> from;      // in the order of the text
};

// A sentence that tells of something and promises nothing, by the rule that says so; or words that no reading came of.
struct traced_left_out {
    std::string_view rule; // empty: the rules fitted and no reading came of them
    ::reading::span span;
    std::vector<traced_rule> from;
};

// A part of a document and what it was taken for.
struct traced_part {
    std::string_view rule; // "section", "column", "role", "promise"
    std::string value;     // "follow_up", "when"
    ::reading::span span;
    std::vector<traced_word> words; // that decided it
};

struct traced_owner;

struct trace {
    std::vector<traced_reading> readings;
    std::vector<traced_left_out> left_out;
    std::vector<traced_part> parts;   // of a document
    std::vector<traced_owner> owners; // of a document: what was read of each pledge and row
};

struct traced_owner {
    std::string at; // a JSON pointer: "/plan/0"
    trace how;      // spans are of the document's text
};

// All rules by their names, for whoever explains them.
std::vector<std::string_view> all_rules();

} // namespace reading
