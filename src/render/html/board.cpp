#include "render/board.hpp"

#include "core/words.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/log_choices.hpp"
#include "render/html/page.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace render {

namespace html {
namespace {

struct concern_words {
    core::concern concern;
    std::string_view code; // of the section and its heading
    std::string_view tag;  // its colour
};
constexpr std::array concerns{
    concern_words{core::concern::reason_missing, "reason", "missed"},
    concern_words{core::concern::at_risk, "risk", "behind"},
    concern_words{core::concern::behind, "behind", "behind"},
    concern_words{core::concern::due_soon, "due", "open"},
    concern_words{core::concern::late, "late", "open"},
    concern_words{core::concern::resident, "resident", "open"},
    concern_words{core::concern::waiting, "waiting", "open"},
    concern_words{core::concern::question, "question", "uncertain"},
    concern_words{core::concern::silent, "silent", "uncertain"},
    concern_words{core::concern::over, "over", "missed"},
};

bool is_measure(std::string_view owner) { return owner.starts_with('m') || owner.starts_with('p'); }

std::string address_of(const core::board_row& row) {
    if (row.concern == core::concern::resident) return "/granska";
    if ((row.concern == core::concern::waiting && row.owner.empty()) || row.concern == core::concern::question)
        return "/utkast/" + row.slug;
    return is_measure(row.owner) && !row.what.empty() ? fmt::format("/{}/matt/{}", row.slug, row.owner)
                                                      : "/" + row.slug;
}

view row_view(const page_context& c, const board_view& v, const core::board_row& row) {
    const bool is_missed = row.concern == core::concern::reason_missing || row.concern == core::concern::over;
    view one;
    const auto what = row.what.empty() ? std::string{} : c.say(row.what), title = title_words(c, row.title);
    one.text("what", what.empty() ? title : what).text("href", address_of(row));
    one.text("sentence", with_numbers_kept(c.say(row.sentence))).text("title", what.empty() ? std::string{} : title);
    one.text("title_href", row.concern == core::concern::waiting && row.owner.empty() ? std::string{} : "/" + row.slug);
    one.text("reason_href", is_missed && v.may_reason ? fmt::format("/tavla/skal/{}/{}", row.slug, row.owner) : "");
    const bool can_log = v.may_log && !is_missed && row.concern != core::concern::waiting && !row.owner.empty();
    one.text("log_href", can_log && is_measure(row.owner) ? fmt::format("/logga#{}-{}", row.slug, row.owner)
                         : can_log                        ? std::string{"/logga"}
                                                          : std::string{});
    one.text("reason_label", c.say(say("board.write_reason_for", {{"what", what.empty() ? title : what}})));
    one.text("log_label", c.say(say("board.log_for", {{"what", what.empty() ? title : what}})));
    return one;
}

std::vector<view> choices(const std::vector<board_choice>& all) {
    std::vector<view> out;
    for (const auto& o : all)
        out.push_back(std::move(view{}.text("value", o.value).text("name", o.name).flag("chosen", o.chosen)));
    return out;
}

std::vector<view> sections(const page_context& c, const board_view& v) {
    std::vector<view> all;
    for (const auto& w : concerns) {
        const auto rows = v.board.of(w.concern);
        if (rows.empty()) continue;
        std::vector<view> shown;
        for (const auto* r : rows)
            shown.push_back(row_view(c, v, *r));
        view section;
        section.text("id", std::string{w.code}).text("heading", c.say("board.concern_" + std::string{w.code}));
        section.text("count", c.say(say("board.count", {{"n", static_cast<std::int64_t>(rows.size())}})));
        section.text("tag", std::string{w.tag}).list("rows", std::move(shown));
        all.push_back(std::move(section));
    }
    return all;
}

// Documents that wait stand on the board of those who have no pledge yet.
std::string lede_key(std::int64_t rows, std::int64_t pledges) {
    if (pledges == 0) return rows > 0 ? "board.lede_no_pledge" : "board.all_well_no_pledge";
    return rows > 0 ? "board.lede" : "board.all_well";
}

} // namespace
} // namespace html

std::string board_page(const account_context& c, const board_view& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    body.text("done", v.notice.done.empty() ? std::string{} : page.say(v.notice.done));
    const auto pledges = static_cast<std::int64_t>(v.pledges);
    const auto rows = static_cast<std::int64_t>(v.board.rows.size());
    body.flag("may_begin", c.may(core::act::import_document));
    body.flag("sets_days", c.may(core::act::change_settings) && v.pledges > 0);
    body.flag("has_pledges", v.pledges > 0 || v.all_rows > 0);
    body.text("lede",
              page.say(say(lede_key(rows, pledges), {{"rows", say("board.rows", {{"n", rows}})}, {"n", pledges}})));
    body.flag("has_filter", v.parties.size() > 1 || v.areas.size() > 1 || v.municipalities.size() > 1);
    body.flag("filter_parties", v.parties.size() > 1).list("parties", choices(v.parties));
    body.flag("filter_areas", v.areas.size() > 1).list("areas", choices(v.areas));
    body.flag("filter_municipalities", v.municipalities.size() > 1).list("municipalities", choices(v.municipalities));
    body.flag("is_filtered", v.is_filtered);
    body.list("sections", sections(page, v));
    return write_page(page, "board", quiet_frame(page, "board.heading"), std::move(body));
}

std::string reason_page(const account_context& c, const reason_form& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    body.text("action", fmt::format("/tavla/skal/{}/{}", v.slug, v.owner)).text("title", v.title);
    body.text("what", page.say(v.what));
    body.text("href", is_measure(v.owner) ? fmt::format("/{}/matt/{}", v.slug, v.owner) : "/" + v.slug);
    std::vector<view> windows;
    for (const auto& w : v.windows) {
        view one;
        one.text("value", w.value).text("when", page.say(w.when)).text("done_words", page.say(w.done));
        one.flag("chosen", w.chosen);
        one.text("stands",
                 w.reason.empty() ? std::string{} : page.say(say("board.reason_stands", {{"text", w.reason}})));
        windows.push_back(std::move(one));
    }
    body.flag("has_windows", !windows.empty()).list("windows", std::move(windows)).flag("is_whole", v.is_whole);
    body.flag("has_several", v.without_reason > 1).flag("is_all_open", v.is_all_open);
    body.text("all_open", page.say(say("board.reason_all_open", {{"n", v.without_reason}})));
    std::vector<view> codes;
    for (const auto code : core::words_of<core::reason_code>()) {
        view one;
        one.text("value", std::string{code}).text("name", page.say("feeds.reason_" + std::string{code}));
        one.flag("chosen", code == v.code);
        codes.push_back(std::move(one));
    }
    body.list("codes", std::move(codes)).text("text", v.text).text("function", v.function);
    add_screening(page, body);
    if (v.problem) {
        body.text("problem", page.say(v.problem->text));
        body.flag("asks", v.problem->kind == base::problem_kind::ask);
        for (const std::string_view field : {"window", "code", "text", "function"})
            body.flag(fmt::format("wrong_{}", field), v.problem->field == field);
    }
    return write_page(page, "reason_form", quiet_frame(page, "board.reason_heading"), std::move(body));
}

} // namespace render
