#pragma once

#include "reading/document_parties.hpp"

namespace reading::doc {

// "Här är våra fem löften", where each is numbered, "Löfte 1", and as many as are numbered.
struct pledge_count {
    int announced = 0; // 0 where the text announces none, or they are not numbered
    int numbered = 0;
    range announcement;
};

pledge_count count_pledges(const manuscript& text, const outline& doc);

} // namespace reading::doc
