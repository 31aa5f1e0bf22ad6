#include "render/html.hpp"
#include "render/html/embedded.hpp"
#include "render/html/page.hpp"
#include "render/html/template_text.hpp"
#include "render/html/view_node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace render {

namespace {

constexpr std::array<std::string_view, 54> pages{
    "start",        "pledge",        "measure",          "changes",         "older",
    "versions",     "version",       "method",           "accessibility",   "privacy",
    "error",        "report",        "rights",           "sign_in",         "code",
    "begin",        "invitation",    "account",          "new_codes",       "recovery",
    "organisation", "house",         "second_factor",    "logging",         "log_links",
    "drafts",       "draft",         "draft_part",       "understood",      "forgotten",
    "decline",      "board",         "reason_form",      "duties",          "health",
    "events",       "retention",     "provider_problem", "offline",         "link_over",
    "ask",          "receipt_entry", "receipt",          "moderation_list", "moderation",
    "log_batch",    "log_list",      "correction",       "log_places",      "log_import",
    "resend",       "sure",          "refused_form",     "day_lists"};

// A page in one language: parsed when it is first shown, since its words stand in the parsed template.
struct slot {
    std::once_flag once;
    std::optional<kainjow::mustache::mustache> parsed;
};

std::string embedded_template(std::string_view name) {
    const auto path = fmt::format("{}.mustache", name);
    const auto files = template_files::files();
    const auto found = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.path == path; });
    if (found == files.end()) throw std::runtime_error{fmt::format("there is no template {}", path)};
    return std::string{found->bytes};
}

std::string file_template(const std::string& folder, std::string_view name) {
    const auto path = fmt::format("{}/{}.mustache", folder, name);
    std::ifstream in{path, std::ios::binary};
    if (!in) throw std::runtime_error{fmt::format("the template {} cannot be read", path)};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

kainjow::mustache::mustache parse(std::string_view page, const html::template_source& source,
                                  const base::translator& say) {
    kainjow::mustache::mustache m{html::assembled(page, source, say)};
    if (!m.is_valid()) throw std::runtime_error{fmt::format("template {}: {}", page, m.error_message())};
    m.set_custom_escape([](const std::string& text) { return html::escaped(text); });
    return m;
}

// Most pages are shorter: a string that grows past 128 kB step by step is moved through fresh memory each time.
constexpr std::size_t usual_page = 160UL * 1024;

std::string rendered(const kainjow::mustache::mustache& parsed, const kainjow::mustache::data& values) {
    std::string page;
    page.reserve(usual_page);
    // Rendering writes to the object only where it meets an error in a lambda or a partial, and ours have neither:
    // several threads may render one.
    const_cast<kainjow::mustache::mustache&>(parsed).render(values, [&](const std::string& piece) { page += piece; });
    page.shrink_to_fit();
    return page;
}

} // namespace

struct templates::parts {
    std::string folder;                                          // empty: those inside the program
    mutable std::array<std::array<slot, pages.size()>, 2> slots; // by language, by page

    std::string render(std::string_view page, const base::translator& say,
                       const kainjow::mustache::data& values) const {
        if (!folder.empty()) {
            return rendered(parse(
                                page, [this](std::string_view name) { return file_template(folder, name); }, say),
                            values);
        }
        const auto at = static_cast<std::size_t>(std::find(pages.begin(), pages.end(), page) - pages.begin());
        if (at == pages.size()) throw std::logic_error{fmt::format("there is no page {}", page)};
        auto& s = slots[static_cast<std::size_t>(say.language())][at];
        std::call_once(s.once, [&] { s.parsed.emplace(parse(page, embedded_template, say)); });
        return rendered(*s.parsed, values);
    }
};

templates::templates() : parts_{std::make_unique<parts>()} {}
templates::templates(std::string folder) : parts_{std::make_unique<parts>()} { parts_->folder = std::move(folder); }
templates::~templates() = default;

std::string html::write_template(const page_context& c, std::string_view name, const view& values) {
    return c.templates.get().render(name, c.say, values.get().data);
}

} // namespace render
