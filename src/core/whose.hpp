#pragma once

#include "base/message.hpp"
#include "reading/document.hpp"

#include <string>
#include <string_view>
#include <vector>

// Who answers for what was promised, as the document names them.
namespace core {

// Those whom the document names for an owner ("m5", "p3"): the responsible of a plan row, the parties that a pledge is
// by. Where it names nobody, and of the follow-up, the feedback and anything else: the signatories' names.
std::vector<std::string> named_for(const ::reading::document& document, std::string_view owner);

// What an organisation of that name is: one with the police's name is the police, whatever it was added as.
::reading::party_kind kind_meant(::reading::party_kind kind, std::string_view name);

// Whether one of those named is this organisation: by its name, or by its kind ("polisen", "kommunen", "police").
bool names_organisation(const std::vector<std::string>& named, ::reading::party_kind kind, std::string_view name);

// "polisen och kommunen", for a place inside a sentence. Nobody named: "ingen i dokumentet".
base::message who_are(const std::vector<std::string>& named);

// An owner in few words of the document ("Trafikkontroller i centrum"), or "Uppföljningen", "Återkopplingen".
base::message what_is(const ::reading::document& document, std::string_view owner);

// "a, b och c", of at most `most` and a number for the others.
base::message listed(const std::vector<base::message>& all, std::size_t most = 4);

} // namespace core
