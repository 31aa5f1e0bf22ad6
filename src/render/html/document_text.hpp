#pragma once

#include "render/html/page.hpp"

// A document's own words, whole, as they are approved (templates/parts/document_text.mustache).
namespace render::html {

// `lang`: the document's where the page is in another, else empty.
void add_document_text(const page_context& c, const ::reading::document& d, const std::string& lang, view& v);

} // namespace render::html
