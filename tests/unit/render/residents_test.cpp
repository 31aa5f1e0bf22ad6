#include "builders.hpp"
#include "golden_pages.hpp"
#include "render/resident_question.hpp"

#include <gtest/gtest.h>

namespace {

const core::moment monday{std::chrono::sys_days{std::chrono::year{2021} / 10 / 4} + std::chrono::hours{9}};

core::resident_question asked(std::int64_t number, std::string owner, std::string text) {
    core::resident_question q;
    q.number = number;
    q.matter = core::resident_matter::dispute;
    q.owner = std::move(owner);
    q.text = std::move(text);
    q.asked_at = monday;
    return q;
}

core::resident_question published(core::resident_question q, std::string shown, std::string answer) {
    q.state = core::resident_state::published;
    q.shown = std::move(shown);
    q.answer = std::move(answer);
    q.function = "säkerhetssamordnare, Fjällby kommun";
    q.settled_at = monday + std::chrono::hours{24 * 8};
    return q;
}

// The pages of residents' questions in both languages.
class resident_pages : public support::golden_pages {
  protected:
    resident_pages() : golden_pages{"residents"} {}

    render::page_context page_{templates_, say_, base::make_date(2021, 10, 14), {}, "/fraga", "https://lofte.example"};
    render::account_context who_{page_, "anna@fjallby.example", std::string(64, 'a'), {core::act::answer_resident}};
    core::pledge_file file_ = support::example_pledge();
    core::document_state state_ = support::example_state(file_, base::make_date(2021, 10, 14));
    render::question_subject whole_ = render::subject_of(page_, file_, state_, "", {});
    render::question_subject measure_ = render::subject_of(page_, file_, state_, "m1", base::make_date(2021, 7, 1));
};

TEST_P(resident_pages, where_they_ask) {
    render::ask_view view;
    view.about = whole_;
    view.stamp = "stämpel";
    expect_golden("ask", render::ask_page(page_, view));
    view.about = render::subject_of(page_, file_, state_, "m1", {});
    view.periods = render::periods_of(page_, file_, state_, "m1");
    view.period = base::make_date(2021, 7, 1);
    view.matter = core::resident_matter::dispute;
    view.text = "Ring Eva Lindgren på 070-123 45 67, hon stod där hela juli.";
    view.notice.problem = base::problem{base::problem_kind::ask, {"core.resident.ask", {}}, "text"};
    expect_golden("ask-again", render::ask_page(page_, view));
}

TEST_P(resident_pages, of_a_receipt) {
    expect_golden(
        "entry",
        render::receipt_entry_page(
            page_, "abcde", {base::problem{base::problem_kind::invalid, {"resident.no_such_code", {}}, "code"}, {}}));
    render::receipt_view view{measure_,
                              asked(1, "m1", "Ni kom inte.\nVi väntade."),
                              "abcde-fghjk-mnpqr-stuvw",
                              true,
                              monday + std::chrono::hours{50},
                              {}};
    expect_golden("receipt-new", render::receipt_page(page_, view));
    view.is_new = false;
    view.question = published(view.question, "Ni kom inte. […]", "Två var sjuka.");
    view.question.text.clear();
    view.question.is_cut = true;
    expect_golden("receipt-answered", render::receipt_page(page_, view));
    view.question = asked(1, "m1", "Köp här");
    view.question.state = core::resident_state::refused;
    view.question.settled_at = monday + std::chrono::hours{24};
    view.question.why_refused = core::refusal::advertising;
    expect_golden("receipt-refused", render::receipt_page(page_, view));
    view.question.state = core::resident_state::withdrawn;
    view.question.why_refused.reset();
    view.question.text.clear();
    view.question.erased_at = monday;
    view.notice.done = "resident.done_erased";
    expect_golden("receipt-erased", render::receipt_page(page_, view));
}

TEST_P(resident_pages, where_they_are_answered) {
    render::moderation_list_view list;
    list.now = monday + std::chrono::hours{24 * 10};
    expect_golden("moderation-none", render::moderation_list_page(who_, list));
    list.waiting = {{measure_, asked(1, "m1", "Ni kom inte.")}, {whole_, asked(2, "", "När är nästa möte?")}};
    list.settled = {{whole_, published(asked(3, "", "x"), "x", "y")}};
    list.notice.done = "resident.done_settled";
    expect_golden("moderation-list", render::moderation_list_page(who_, list));
    render::moderation_view view;
    view.row = {measure_, asked(1, "m1", "Ring Eva Lindgren, ni kom inte.")};
    view.now = list.now;
    view.what = "publish";
    view.shown = "Ring Eva Lindgren, ni kom inte.";
    view.answer = "Två var sjuka.";
    view.corrections = {{"id-1", "Rättelse 3 juli 2021: 6"}};
    view.notice.problem = base::problem{base::problem_kind::ask, {"core.resident.ask", {}}, "shown"};
    expect_golden("moderation", render::moderation_page(who_, view));
    view.row.question = published(view.row.question, "Ring […], ni kom inte.", "Två var sjuka.");
    view.row.question.text.clear();
    view.row.question.is_cut = true;
    view.answer = "Ett annat svar";
    view.notice.problem = base::problem{base::problem_kind::invalid, {"resident.settled_meanwhile", {}}, {}};
    expect_golden("moderation-late", render::moderation_page(who_, view));
}

TEST_P(resident_pages, in_public) {
    auto erased = published(asked(4, "m1", ""), "", "Det gjorde vi.");
    erased.erased_at = monday;
    auto right = published(asked(5, "m1", ""), "Ni räknade […] två gånger.", "Du har rätt.");
    right.settled_at = monday + std::chrono::hours{24};
    right.window_from = base::make_date(2021, 7, 1);
    for (const auto& e : file_.log)
        if (e.owner == "m1") right.corrected_by = e.id;
    const render::resident_questions all{asked(1, "m1", "x"), asked(2, "", "x"),
                                         published(asked(3, "", "När?"), "När?", "I maj."), erased, right};
    expect_golden("measure", *render::measure_page(page_, file_, state_, "m1", all));
    expect_golden("pledge", render::pledge_page(page_, file_, state_, all));
    const auto feed = render::atom(page_, file_, state_, all);
    EXPECT_NE(feed.find("fjallby-2020/matt/m1#fraga-5"), feed.npos);
    EXPECT_EQ(feed.find("fraga-1\""), feed.npos) << "what waits is not told";
}

INSTANTIATE_TEST_SUITE_P(languages, resident_pages, ::testing::Values(base::language::sv, base::language::en),
                         [](const auto& given) { return std::string{base::code(given.param)}; });

} // namespace
