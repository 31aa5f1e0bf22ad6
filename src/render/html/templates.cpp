#include "render/html.hpp"
#include "render/html/embedded.hpp"
#include "render/html/page.hpp"
#include "render/html/template_text.hpp"
#include "render/html/view_node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>

namespace render {

namespace {

constexpr std::array pages{"start", "pledge", "measure", "changes", "older", "method", "accessibility", "privacy", "error", "report"};

using parsed = std::map<std::string, kainjow::mustache::mustache, std::less<>>;

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

kainjow::mustache::mustache parse(std::string_view page, const html::template_source& source, const base::translator& say) {
    kainjow::mustache::mustache m{html::assembled(page, source, say)};
    if (!m.is_valid()) throw std::runtime_error{fmt::format("template {}: {}", page, m.error_message())};
    m.set_custom_escape([](const std::string& text) { return html::escaped(text); });
    return m;
}

}

struct templates::parts {
    std::string folder; // empty: those inside the program
    // By language; parsed at the first use, since a page's words stand in the parsed template.
    mutable std::array<std::once_flag, 2> once;
    mutable std::array<parsed, 2> ready;

    std::string render(std::string_view page, const base::translator& say, const kainjow::mustache::data& values) const {
        if (!folder.empty()) {
            return parse(page, [this](std::string_view name) { return file_template(folder, name); }, say).render(values);
        }
        const auto l = static_cast<std::size_t>(say.language());
        std::call_once(once[l], [&] {
            for (const auto* p : pages) ready[l].emplace(p, parse(p, embedded_template, say));
        });
        // Rendering writes to the object only where it meets an error in a lambda or a partial, and ours have neither:
        // several threads may render one.
        return ready[l].find(page)->second.render(values);
    }
};

templates::templates() : parts_{std::make_unique<parts>()} {}
templates::templates(std::string folder) : parts_{std::make_unique<parts>()} { parts_->folder = std::move(folder); }
templates::~templates() = default;

std::string html::write_template(const page_context& c, std::string_view name, const view& values) {
    return c.templates.get().render(name, c.say, values.get().data);
}

}
