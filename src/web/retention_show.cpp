#include "web/admin_pages.hpp"

#include "http/form.hpp"
#include "render/retention.hpp"
#include "store/retention.hpp"
#include "web/form_parts.hpp"

#include <fmt/format.h>

#include <array>

namespace web {
namespace {

constexpr std::array<std::string_view, 3> done{"gallrat", "mer", "tider"};
constexpr int most_batches = 20; // in one request: ten thousand

render::retention_view view_of(const signed_in& who) {
    auto reader = who.at.on.database.read();
    render::retention_view v;
    for (auto& one : store::preview_retention(reader, who.at.on.clock.now()))
        v.kinds.push_back({one.rule, fmt::format("{}", one.days), one.count, one.oldest, std::move(one.examples)});
    v.by_itself = store::erases_by_itself(reader);
    return v;
}

http::response page(const signed_in& who, const render::retention_view& v, int status = 200) {
    return private_page(who.at, render::retention_page(who.context(), v), status);
}

} // namespace

http::response retention_show(const signed_in& who) {
    auto view = view_of(who);
    const auto key = done_key(who.at.asked, done);
    if (!key.empty()) view.notice.done = "retention" + key.substr(key.find('.'));
    return page(who, view);
}

http::response retention_erase(const signed_in& who, const http::fields& f) {
    const auto rule = core::retention_rule_named(http::field_value(f, "slag"));
    if (!rule) return see_other("/admin/gallring");
    const auto erased =
        store::erase_due(who.at.on.database, *rule, who.holder(), who.at.on.clock.now(), {.batches = most_batches});
    return see_other(erased.more ? "/admin/gallring?gjort=mer" : "/admin/gallring?gjort=gallrat");
}

http::response retention_times(const signed_in& who, const http::fields& f) {
    auto view = view_of(who);
    std::array<int, core::retention_rules.size()> days{};
    for (std::size_t i = 0; i < days.size(); ++i) {
        const auto& rule = core::retention_rules[i];
        view.kinds[i].days = typed(f, rule.name);
        const auto n = whole_number(view.kinds[i].days);
        if (n && *n >= 0 && *n <= core::longest_retention)
            days[i] = static_cast<int>(*n);
        else if (!view.notice.problem)
            view.notice.problem = wrong("retention.no_days", std::string{rule.name});
    }
    const bool by_itself = http::field_value(f, "sjalv") == "ja";
    view.by_itself = by_itself;
    if (view.notice.problem) return page(who, view, 422);
    who.at.on.database.write([&](db::transaction& t) {
        for (std::size_t i = 0; i < days.size(); ++i)
            if (store::retention_days(t, core::retention_rules[i]) != days[i])
                store::set_retention_days(t, core::retention_rules[i], days[i], who.holder());
        if (store::erases_by_itself(t) != by_itself) store::set_erases_by_itself(t, by_itself, who.holder());
    });
    return see_other("/admin/gallring?gjort=tider");
}

} // namespace web
