#pragma once

#include "render/html/measure_view.hpp"

// The boxes beside the cards of a pledge's page: what is told, how it came about, what nobody knows, whom to turn to.
namespace render::html {

struct pledge_facts {
    const core::pledge_file& file;
    const core::document_state& state;
    std::vector<owner> all;  // what holds on the day or is to come
    std::vector<owner> left; // what ended before it, and before the validity
    base::date day;
    std::vector<const core::log_entry*> standing = core::standing_of(file.log);
};

pledge_facts facts_of(const core::pledge_file& file, const core::document_state& state, base::date day);

struct told {
    base::date on;
    std::string where; // the channel and what it says of itself
    std::string link;
};
std::optional<told> last_told(const page_context& c, const pledge_facts& f);
// The last day of the first window of the duty to tell that has not closed.
std::optional<base::date> next_told(const pledge_facts& f);

void add_telling_box(const page_context& c, const pledge_facts& f, view& v);
void add_origin_box(const page_context& c, const pledge_facts& f, view& v);
void add_unknown_box(const page_context& c, const pledge_facts& f, view& v);
void add_follow_box(const page_context& c, const pledge_facts& f, view& v);
void add_parties(const page_context& c, const std::vector<::reading::party>& parties, view& v);

} // namespace render::html
