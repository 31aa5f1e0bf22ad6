#pragma once

#include "reading/document.hpp"
#include "reading/document_text.hpp"
#include "reading/trace.hpp"

#include <string>

// How a document was read, put together where somebody asked.
namespace reading::doc {

// How the words of an owner were read; its spans are those of the words until then.
void tell_owner(const manuscript& text, std::string at, const placed_text& words, trace own);

// What was read of the whole document, field by field, with the words of each that the tables know, and the rules that
// read its validity.
void tell_whole(const manuscript& text, const draft& read);

} // namespace reading::doc
