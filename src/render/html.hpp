#pragma once

#include "base/translate.hpp"
#include "core/plan.hpp"
#include "core/published.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Pages, from core values through mustache templates. Every function is pure but for `templates` reading edited files.
namespace render {

// The templates inside the program, or those of a folder, which are read anew at every use so that they can be edited
// live.
class templates {
  public:
    templates();
    explicit templates(std::string folder);
    ~templates();
    struct parts;
    const parts& get() const { return *parts_; }

  private:
    std::unique_ptr<parts> parts_;
};

// What every page needs besides its contents.
struct page_context {
    const render::templates& templates;
    const base::translator& say;
    base::date today;
    std::optional<base::date> per; // the day the page is seen as of, where it was asked for
    std::string path;              // "/norsjo-2019"
    std::string base_url;          // "https://lofte.example.se", for feeds and print; no slash at the end
};

using municipality_list = std::vector<std::pair<std::string, std::string>>; // code, name

// By place, then the latest first; by name.
void sort_list(const page_context& c, std::vector<core::pledge_summary>& pledges);
void sort_list(const page_context& c, municipality_list& municipalities);

struct start_view {
    std::vector<const core::pledge_summary*> pledges; // sorted
    municipality_list municipalities;                 // sorted
    std::string municipality, words;                  // the filter as it was typed
    int page = 1;                                     // of the list, fifty on each; beyond the last: the last
};
std::string start_page(const page_context& c, const start_view& v);
std::string pledge_page(const page_context& c, const core::pledge_file& file, const core::document_state& state);
// nullopt: no such owner.
std::optional<std::string> measure_page(const page_context& c, const core::pledge_file& file,
                                        const core::document_state& state, std::string_view owner);
std::string changes_page(const page_context& c, const core::pledge_file& file, const core::document_state& then,
                         const core::document_state& now);
std::string older_page(const page_context& c, const start_view& ended);
std::string method_page(const page_context& c);
std::string accessibility_page(const page_context& c, const std::vector<core::pledge_summary>& pledges);
std::string privacy_page(const page_context& c);
std::string error_page(const page_context& c, int status, const base::message& what);
// The same contents and templates, for WeasyPrint: names no outside address.
std::string report_page(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                        base::date from, base::date to);

} // namespace render
