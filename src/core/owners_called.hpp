#pragma once

#include "reading/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace core {

// The ids of what can be logged against that somebody means by such words: an id ("m5"), a row's or a promise's text as
// it stands or its beginning, or else words that stand in it; "återkoppling", "uppföljning". None: nothing is called
// so. Several: the words do not say which.
std::vector<std::string> owners_called(const ::reading::document& document, std::string_view words);

// The places of the owner's readings that somebody means by a number from 1, or by words of what one of them was read
// from.
std::vector<int> parts_called(const std::vector<::reading::reading>& readings, std::string_view words);

} // namespace core
