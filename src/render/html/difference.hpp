#pragma once

#include "core/difference.hpp"
#include "render/html/page.hpp"

// What changed between two versions, in the words of the page (templates/parts/difference.mustache).
namespace render::html {

// How many parts were added, changed, ended, removed; or that nothing was.
std::string difference_words(const page_context& c, const core::difference& d);

// "difference_words" (how many parts were added, changed, ended, removed; or that nothing was), "differs" and
// "difference", a list of parts. `lang`: that of the documents where the page is in another, else empty.
void add_difference(const page_context& c, const core::difference& d, const std::string& lang, view& v);

} // namespace render::html
