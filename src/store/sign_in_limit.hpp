#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <chrono>
#include <span>
#include <string>
#include <string_view>

// How fast sign-in may be tried. Kept in the database, so that several instances count together. Nobody is locked out:
// a subject waits a little longer after each failure, and one that has been quiet for an hour begins anew.
namespace store {

// What is counted: an account from one network, and a network whatever the account.
std::string limit_of(std::string_view mail, std::string_view network); // holds a digest, no address
std::string limit_of_network(std::string_view network);

// How long the next try has to wait, of the subject that waits longest; zero: none.
std::chrono::seconds sign_in_wait(db::reader& r, std::span<const std::string> subjects, core::moment now);
void note_failure(db::transaction& t, std::span<const std::string> subjects, core::moment now);
void take_back_failure(db::transaction& t, std::string_view subject); // it was noted before it was known
void forget_failures(db::transaction& t, std::string_view subject);

} // namespace store
