#include "render/log_links.hpp"

#include "render/html/account_frame.hpp"
#include "render/html/log_rows.hpp"
#include "render/html/page.hpp"
#include "render/html/qr.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

constexpr std::chrono::days usual_link{183};

std::string state_words(const page_context& c, const core::personal_link& link) {
    if (link.revoked_at) {
        return c.say(say("links.state_revoked", {{"day", base::stockholm_date(*link.revoked_at)}}));
    }
    return c.say(say(link.has_ended(c.today) ? "links.state_over" : "links.state_good", {{"day", link.ends_on}}));
}

view link_view(const page_context& c, const log_links_view& v, const core::personal_link& link) {
    view one;
    one.text("holder", core::holder_of(link)).text("function", link.function).text("number", fmt::to_string(link.id));
    one.text("title", link.title).text("href", "/" + link.slug).text("state", state_words(c, link));
    std::vector<std::string> what;
    if (!link.party.empty()) what.push_back(c.say(say("links.all_of", {{"party", link.party}})));
    const auto document = v.documents.find(link.slug);
    for (const auto& row : link.rows)
        what.push_back(document == v.documents.end() ? row : log_row_name_in_days(c, document->second, row));
    one.texts("what", what);
    one.flag("is_good", !link.revoked_at && !link.has_ended(c.today));
    one.text("revoke_label",
             c.say(say("links.revoke_label", {{"link", core::holder_of(link)}, {"function", link.function}})));
    return one;
}

view pledge_form(const page_context& c, const log_links_view& v, const linkable_pledge& p) {
    const auto organisation = fmt::to_string(p.of.id.value);
    const auto* typed =
        v.typed && v.typed->pledge == p.file->slug && v.typed->organisation == organisation ? &*v.typed : nullptr;
    const auto id = fmt::format("{}-{}", p.file->slug, organisation);
    const auto& document = p.file->document;
    view out;
    out.text("id", id).text("slug", p.file->slug).text("title", document.title);
    out.text("organisation", organisation).text("organisation_name", p.of.name);
    out.flag("open", typed != nullptr || v.pledges.size() == 1);
    out.text("key", typed ? typed->key : fmt::format("{}-{}", v.new_key, id));
    out.text("function", typed ? typed->function : std::string{});
    const auto usual = std::min(document.valid.to.value_or(c.today + usual_link), c.today + usual_link);
    out.text("until", typed ? typed->until : base::to_iso(std::max(usual, c.today)));
    out.text("today", base::to_iso(c.today)).text("latest", base::to_iso(c.today + core::longest_link));
    std::vector<view> parties, rows;
    for (const auto& who : core::responsible_in(document)) {
        view one;
        one.text("name", who).flag("chosen", typed && typed->party == who);
        parties.push_back(std::move(one));
    }
    const auto ahead = c.today + core::longest_link;
    for (const auto& o : log_rows(c, *p.file, {}, {}, c.today, ahead)) {
        view one;
        one.text("id", fmt::format("{}-{}", id, o.id)).text("value", o.id).text("name", o.name);
        one.flag("chosen", typed && std::find(typed->rows.begin(), typed->rows.end(), o.id) != typed->rows.end());
        rows.push_back(std::move(one));
    }
    out.flag("has_parties", !parties.empty()).list("parties", std::move(parties)).list("rows", std::move(rows));
    const auto& problem = v.notice.problem;
    if (typed && problem) {
        out.text("problem", c.say(problem->text)).flag("asks", problem->kind == base::problem_kind::ask);
        out.flag("wrong_" + problem->field, true);
    }
    return out;
}

} // namespace
} // namespace html

std::string log_links_page(const account_context& c, const log_links_view& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    if (!v.notice.done.empty()) body.text("done", page.say(v.notice.done));
    if (!v.made.empty()) {
        body.text("made", v.made).text("made_words", page.say(say("links.made", {{"function", v.made_for}})));
        body.html("qr_html", qr_code(v.made, page.say("links.qr_label")));
    }
    std::vector<view> links, pledges;
    for (const auto& link : v.links)
        links.push_back(link_view(page, v, link));
    for (const auto& p : v.pledges)
        pledges.push_back(pledge_form(page, v, p));
    body.flag("has_links", !links.empty()).list("links", std::move(links));
    body.flag("has_pledges", !pledges.empty()).list("pledges", std::move(pledges));
    return write_page(page, "log_links", quiet_frame(page, "links.heading"), std::move(body));
}

} // namespace render
