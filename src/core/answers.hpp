#pragma once

#include "base/result.hpp"
#include "reading/document.hpp"

#include <cstddef>
#include <set>
#include <string>

// A person answers what the reader of a document asked.
namespace core {

// The document with option `option` (from 0) of question `question` (from 0) put where the question stands, and the
// question gone. Fails where there is no such question or option, or where the document has no such place.
base::result<::reading::document> answer(const ::reading::document& document, std::size_t question, std::size_t option);

// The same with words of the person's own: an owner, a focus area's id, members of a group parted by commas, a
// validity "2019-01-01/2022-12-31" (nothing after the slash: until further notice), how much and how often, or how the
// pledge is followed up or told of.
base::result<::reading::document> answer_in_words(const ::reading::document& document, std::size_t question,
                                                  const std::string& words);

// What a question is about, as a person names it ("m5", "p3", "follow_up"); empty: the document as a whole.
std::string place_of(const ::reading::document& document, const ::reading::question& asked);
std::set<std::string> places_asked_about(const ::reading::document& document); // by all its questions

} // namespace core
