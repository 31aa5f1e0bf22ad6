#include "render/retention.hpp"

#include "render/admin.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/moments.hpp"
#include "render/html/page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace render {

std::string retention_page(const account_context& c, const retention_view& v) {
    using namespace html;
    const auto& p = c.page;
    view body = signed_in_view(c);
    std::vector<view> kinds;
    for (const auto& k : v.kinds) {
        view one;
        const auto name = p.say(fmt::format("retention.kind_{}", k.rule.name));
        one.text("kind", std::string{k.rule.name}).text("name", name).text("days", k.days);
        one.text("more", p.say(fmt::format("retention.more_{}", k.rule.name)));
        one.text("standard", k.rule.days == 0 ? p.say("retention.standard_for_ever")
                                              : p.say(say("retention.standard", {{"n", std::int64_t{k.rule.days}}})));
        one.text("days_label", p.say(say("retention.days_label", {{"kind", name}})));
        one.flag("is_due", k.count > 0).text("count", p.say(say("retention.due", {{"n", k.count}})));
        one.text("oldest",
                 k.oldest ? p.say(say("retention.oldest", {{"at", moment_words(p, *k.oldest)}})) : std::string{});
        one.text("examples",
                 k.examples.empty()
                     ? std::string{}
                     : p.say(say("retention.examples", {{"all", fmt::format("{}", fmt::join(k.examples, ", "))}})));
        one.text("erase_label", p.say(say("retention.erase_label", {{"kind", name}})));
        one.flag("wrong", v.notice.problem && v.notice.problem->field == k.rule.name);
        kinds.push_back(std::move(one));
    }
    body.list("kinds", std::move(kinds)).flag("by_itself", v.by_itself);
    if (v.notice.problem) body.text("problem", p.say(v.notice.problem->text));
    if (!v.notice.done.empty()) body.text("done", p.say(v.notice.done));
    return write_page(p, "retention", quiet_frame(p, "retention.heading"), std::move(body));
}

} // namespace render
