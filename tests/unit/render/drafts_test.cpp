#include "builders.hpp"
#include "golden_pages.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"
#include "render/draft.hpp"

#include <gtest/gtest.h>

namespace {

const core::moment monday{std::chrono::sys_days{std::chrono::year{2022} / 2 / 28} + std::chrono::hours{9}};

constexpr std::string_view text =
    "Medborgarlöfte 2022–2023\n\nNorsjö kommun och Polisen\n\nPrioriterade områden\n\nTorget\n\n"
    "Kommunen och polisen ska genomföra minst två trygghetsvandringar per år.\n\f"
    "Polisen ska synas på torget <när det behövs>.\n";

core::organisation organisation(std::int64_t id, std::string name) {
    auto o = core::organisation_named(std::move(name));
    o.id = {id};
    return o;
}

// The pages of drafts in both languages.
class draft_pages : public support::golden_pages {
  protected:
    draft_pages() : golden_pages{"drafts"} {}

    render::page_context page_{templates_, say_, base::make_date(2022, 3, 1), {}, "/utkast", "https://lofte.example"};
    render::account_context who_{page_, "anna@fjallby.example", std::string(64, 'a'), {core::act::see_internal}};

    static render::draft_view read() {
        auto read = reading::read_document(text, reading::all_municipalities());
        render::draft_view v;
        v.draft.slug = "norsjo-2022";
        v.draft.version = 1;
        v.draft.digest = std::string(64, 'd');
        v.draft.document = read.document;
        v.draft.kept_by = core::organisation_id{1};
        v.source = core::draft_source{"löfte.pdf", read.source, read.spans, {"Sidan 2 är skannad."}};
        v.as_read = read.document;
        v.rights.may_change = true;
        return v;
    }
};

TEST_P(draft_pages, list_what_is_worked_on) {
    expect_golden("list-empty", render::drafts_page(who_, {}));
    render::drafts_view v;
    v.drafts = {{"norsjo-2022", "Medborgarlöfte 2022–2023", false, false, monday},
                {"mala-2022", "Malås löfte", true, false, monday},
                {"nora-2020", "Noras löfte", false, true, monday}};
    v.published = {{"fjallby-2020", "Fjällbys löfte"}};
    v.may_begin = {organisation(1, "Norsjö kommun"), organisation(2, "Malå kommun")};
    v.pasted = "Löfte <utan> rubrik";
    v.notice.problem = base::problem{base::problem_kind::invalid, {"draft.nothing_sent", {}}, "fil"};
    expect_golden("list", render::drafts_page(who_, v));
}

TEST_P(draft_pages, show_what_was_understood_beside_the_text) {
    auto v = read();
    v.rights.of_nobody = {"Polisen"};
    v.rights.may_be["Polisen"] = {organisation(2, "Polisen i Norsjö"), organisation(3, "Polisen i Skellefteå")};
    expect_golden("draft", render::draft_page(who_, v));
    v.asked = 0;
    v.answer = "ibland";
    v.notice.problem = base::problem{base::problem_kind::invalid, {"core.answer_uncounted", {{"text", "ibland"}}}, ""};
    expect_golden("draft-wrong-answer", render::draft_page(who_, v));
    v.asked.reset();
    v.notice.problem = base::problem{base::problem_kind::invalid, {"draft.question_gone", {}}, ""};
    const auto& first = v.draft.document.focus_areas.at(0).pledges.at(0);
    v.late = render::late_answer{v.draft.document.questions.at(0), first.id, "Ibland, \"som\" <vi> sa"};
    expect_golden("draft-late-answer", render::draft_page(who_, v));
}

TEST_P(draft_pages, say_what_to_do_when_nothing_is_asked) {
    auto v = read();
    v.draft.document.questions.clear();
    expect_golden("draft-ready", render::draft_page(who_, v));
    v.draft.in_force = 1;
    EXPECT_EQ(render::draft_page(who_, v).find("id=\"fragor\""), std::string::npos) << "it is sent already";
}

TEST_P(draft_pages, show_who_has_approved) {
    auto v = read();
    v.draft.in_review = true;
    v.draft.approvals = {{"Norsjö kommun", {1}, "kommunchef", "konto 1", monday}};
    v.rights = {false, {"Polisen"}, {"Norsjö kommun"}, {}, {}};
    v.notice.done = "draft.done_approved";
    expect_golden("draft-in-review", render::draft_page(who_, v));
    v.draft.in_review = false;
    v.draft.in_force = 1;
    v.draft.approvals.clear();
    v.draft.on_paper = {{"Norsjö kommun", "kommunchef", base::make_date(2022, 2, 1)}};
    const auto page = render::draft_page(who_, v);
    EXPECT_NE(page.find(GetParam() == base::language::sv ? "godkänt på papper av kommunchef" : "approved on paper by"),
              page.npos);
}

TEST_P(draft_pages, have_a_form_for_each_part) {
    const auto v = read();
    render::draft_part_view part{};
    part.draft = v.draft;
    part.shown = v.draft.document;
    const auto page = [&](const std::string& name) {
        part.part = name;
        expect_golden("part-" + name, render::draft_part_page(who_, part));
    };
    part.values = {{"title", "Löfte"}, {"from", "2022-01-01"}, {"until_replaced", "ja"}};
    part.notice.problem = base::problem{base::problem_kind::invalid, {"draft.ends_before", {}}, "to"};
    page("cover");
    part.notice = {};
    part.values = {{"party0.name", "Norsjö kommun"}, {"party0.kind", "municipality"}, {"party0.role", "signatory"}};
    page("parties");
    page("grounds");
    page("new_area");
    part.values = {{"text", "Två vandringar per år"},
                   {"area", "f1"},
                   {"by.police", "ja"},
                   {"r0.bound", "at_least"},
                   {"r0.count", "2"},
                   {"r0.every", "Y"},
                   {"r0.every_n", "1"},
                   {"change", "from_day"}};
    part.readings = v.draft.document.focus_areas[0].pledges[0].readings;
    part.in_force = true;
    page("p1");
    part.in_force = false;
    part.is_other = true;
    part.theirs = {{"text", "En vandring per år"}, {"area", "f1"}};
    page("p2");
    part.is_other = false;
    part.values = {};
    part.readings = {};
    page("new_row");
    page("follow_up");
    page("feedback");
}

INSTANTIATE_TEST_SUITE_P(languages, draft_pages, ::testing::Values(base::language::sv, base::language::en),
                         [](const auto& one) { return std::string{base::code(one.param)}; });

} // namespace
