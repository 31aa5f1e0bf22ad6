#include "render/versions.hpp"

#include "render/html/difference.hpp"
#include "render/html/document_text.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

namespace render {

namespace html {
namespace {

// The day that the next one took over is not written: which one residents see is.
bool is_in_force(const core::pledge_file& file, const version_text& v) { return v.shown.number == file.version; }

std::string version_name(const page_context& c, const version_text& v) {
    return c.say(v.shown.nth_of_day == 1
                     ? say("versions.name", {{"day", v.shown.from}})
                     : say("versions.name_nth", {{"day", v.shown.from}, {"n", std::int64_t{v.shown.nth_of_day}}}));
}

void add_version(const page_context& c, const core::pledge_file& file, const version_text& version, view& v) {
    v.text("from_words", c.say(say(is_in_force(file, version) ? "versions.in_force_from" : "versions.was_from",
                                   {{"day", version.shown.from}})));
    std::vector<std::string> approvals;
    for (const auto& a : version.shown.approvals)
        approvals.push_back(approval_words(c, a));
    if (approvals.empty()) approvals.push_back(c.say("versions.nobody_approved"));
    v.texts("approvals", approvals);
}

std::string place_of(const page_context& c, const core::pledge_file& file) {
    const auto place = place_words(c, file.document.parties);
    return place.empty() ? file.document.title : place;
}

frame frame_of(const core::pledge_file& file, std::string title) {
    frame f;
    f.description = title + ". " + file.document.title;
    f.title = std::move(title);
    f.invented = file.invented;
    f.day_choice = false;
    f.pledge_slug = file.slug;
    return f;
}

} // namespace
} // namespace html

std::string versions_page(const page_context& c, const core::pledge_file& file,
                          const std::vector<version_text>& versions) {
    using namespace html;
    view v;
    const auto heading = c.say("versions.heading");
    v.text("slug", file.slug).text("place", place_of(c, file)).text("heading", heading);
    v.text("lede", c.say(say("versions.lede", {{"n", static_cast<std::int64_t>(versions.size())}})));
    std::vector<view> all;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        view one;
        one.text("name", version_name(c, versions[i]));
        one.text("href", fmt::format("/{}/version/{}", file.slug, versions[i].shown.number));
        add_version(c, file, versions[i], one);
        if (i + 1 < versions.size())
            one.text("changed",
                     difference_words(c, core::difference_between(versions[i + 1].document, versions[i].document)));
        else
            one.text("changed", c.say("versions.first"));
        all.push_back(std::move(one));
    }
    v.list("versions", std::move(all));
    return write_page(c, "versions", frame_of(file, heading), std::move(v));
}

std::string version_page(const page_context& c, const core::pledge_file& file, const version_text& version,
                         const version_text* before) {
    using namespace html;
    view v;
    const auto heading = version_name(c, version);
    v.text("slug", file.slug).text("place", place_of(c, file)).text("heading", heading);
    add_version(c, file, version, v);
    v.flag("not_in_force", !is_in_force(file, version)).flag("has_before", before != nullptr);
    const auto lang = other_language(c, version.document);
    if (before) {
        v.text("since", c.say(say("versions.since", {{"day", before->shown.from}})));
        add_difference(c, core::difference_between(before->document, version.document), lang, v);
    }
    add_document_text(c, version.document, lang, v);
    return write_page(c, "version", frame_of(file, heading), std::move(v));
}

} // namespace render
