#include "base/text.hpp"
#include "render/html/boxes.hpp"
#include "render/html/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace render {

namespace html {
namespace {

std::string_view page_file(std::string_view path) {
    const auto files = page_files::files();
    const auto found = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.path == path; });
    return found == files.end() ? std::string_view{} : found->bytes;
}

frame plain_frame(const page_context& c, std::string_view title) {
    frame f;
    f.title = c.say(title);
    f.day_choice = false;
    return f;
}

} // namespace
} // namespace html

std::string method_page(const page_context& c) {
    using namespace html;
    const bool swedish = c.say.language() == base::language::sv;
    const auto own = page_file(swedish ? "docs/method.md" : "docs/method.en.md");
    view v;
    v.html("method_html", markdown(own.empty() ? page_file("docs/method.md") : own));
    v.flag("only_swedish", !swedish && own.empty());
    return write_page(c, "method", plain_frame(c, "web.method_heading"), std::move(v));
}

std::string accessibility_page(const page_context& c, const std::vector<core::pledge_summary>& pledges) {
    using namespace html;
    // Each party once, with the contact where any of its documents gives one.
    std::vector<::reading::party> parties;
    for (const auto& pledge : pledges) {
        for (const auto& p : pledge.parties) {
            if (p.role != ::reading::party_role::signatory) continue;
            const auto known =
                std::find_if(parties.begin(), parties.end(), [&](const auto& other) { return other.name == p.name; });
            if (known == parties.end())
                parties.push_back(p);
            else if (!known->contact)
                known->contact = p.contact;
        }
    }
    std::sort(parties.begin(), parties.end(), [&](const auto& a, const auto& b) { return c.say.less(a.name, b.name); });
    view v;
    v.flag("has_contacts", !parties.empty());
    add_parties(c, parties, v);
    v.text("subject", percent_encoded(c.say("web.accessibility_subject")));
    return write_page(c, "accessibility", plain_frame(c, "web.accessibility_heading"), std::move(v));
}

std::string privacy_page(const page_context& c) {
    return html::write_page(c, "privacy", html::plain_frame(c, "web.privacy_heading"), html::view{});
}

} // namespace render
