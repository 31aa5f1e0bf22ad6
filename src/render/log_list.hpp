#pragma once

#include "core/published.hpp"
#include "render/account.hpp"
#include "render/logging.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// What was logged, for those who may mend it: the list, and the form of a correction with what stands now beside it.
namespace render {

// A standing entry.
struct listed_entry {
    const core::log_entry* entry = nullptr;
    bool is_own = false;
    bool may_correct = false;
    bool shows_words = false; // place and note
};

struct log_list_view {
    std::shared_ptr<const core::pledge_file> file;
    std::vector<std::pair<std::string, std::string>> pledges; // slug and title of those to choose from
    std::vector<listed_entry> entries;                        // of this page, the latest day first; into the file
    int page = 1, pages = 1;
    std::map<std::string, std::string> who; // by holder: what they do and for whom
    std::string done;                       // a text's key
    bool may_log = false;                   // the reader may log, so that the other pages of logging are theirs
};
std::string log_list_page(const account_context& c, const log_list_view& v);

struct correction_view {
    std::shared_ptr<const core::pledge_file> file;
    const core::log_entry* standing = nullptr;
    std::vector<std::string> places;             // to choose from
    std::vector<const core::log_entry*> earlier; // what stood before it, the first first
    typed_entry typed;
    std::string withdraw_note;
    std::optional<base::problem> withdraw_problem;
};
std::string correction_page(const account_context& c, const correction_view& v);

} // namespace render
