#pragma once

#include "reading/document_text.hpp"

namespace reading::doc {

// "Polisen lovar", "Kommunens åtaganden", "Det här gör vi tillsammans": a short line that says who promises what stands
// below it, and names no area.
bool leads_to_promises(const manuscript& text, range words);

// Nothing but parties: "Polisen", "Polisen och kommunen". "Skolan" may be what is spoken of.
bool names_only_parties(const manuscript& text, range words);

} // namespace reading::doc
